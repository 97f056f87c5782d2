package dev.ordersync.platform.vendure;

/** The writes that make one order, in their order. Until the last, it is a draft that nobody ships. */
enum Step {
    DRAFT(1, "making the draft"),
    MARK(2, "writing our reference on the draft"),
    LINES(3, "adding the lines"),
    PERSON(4, "setting customer and addresses"),
    SHIPPING(5, "choosing the shipping"),
    PLACE(6, "placing and paying it");

    private static final int COUNT = 6;

    private final int number;
    private final String words;

    Step(int number, String words) {
        this.number = number;
        this.words = words;
    }

    /** How far it got, for people. */
    String brokenOff() {
        return "broken off while " + words + " (step " + number + " of " + COUNT + ")";
    }
}
