package dev.ordersync.launcher.demo;

/**
 * Where a demo plays.
 *
 * @param console base URL of the reconciler
 * @param intake base URL of the sync worker
 * @param shop base URL of the sandbox
 * @param token of an admin
 */
public record DemoPlace(String console, String intake, String shop, String token) {

    @Override
    public String toString() {
        return "DemoPlace[console=" + console + ", intake=" + intake + ", shop=" + shop + "]";
    }
}
