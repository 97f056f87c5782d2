package dev.ordersync.scenario.simulation;

/**
 * A promise that a life saw broken.
 *
 * @param check which promise
 * @param order external id of the order, empty where it is not about one
 */
record Violation(String check, String order, String detail) {
    @Override
    public String toString() {
        return check + (order.isEmpty() ? "" : " (" + order + ")") + ": " + detail;
    }
}
