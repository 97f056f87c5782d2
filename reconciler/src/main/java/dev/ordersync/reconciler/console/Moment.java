package dev.ordersync.reconciler.console;

/**
 * A time as a page shows it.
 *
 * @param iso for machines, in UTC
 * @param shown in the words of its place: a clock time, or relative
 * @param title the whole date, with its zone
 */
record Moment(String iso, String shown, String title) {}
