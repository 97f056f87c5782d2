package dev.ordersync.order;

/**
 * Who moved an order, as the audit names it.
 *
 * @param kind one of system, user, token, platform
 */
public record Actor(String kind, String name) {
    public static final Actor INTAKE = new Actor("system", "intake");
    public static final Actor WORKER = new Actor("system", "worker");
    public static final Actor RECONCILER = new Actor("system", "reconciler");

    public static Actor user(String name) {
        return new Actor("user", name);
    }

    public static Actor token(String name) {
        return new Actor("token", name);
    }

    public static Actor platform(String name) {
        return new Actor("platform", name);
    }
}
