package dev.ordersync.problem;

/**
 * One bad field of a request.
 *
 * @param field its path, such as {@code lines[0].sku}; empty: the whole body
 * @param message what is wanted; never the value that came
 */
public record FieldError(String field, String message) {}
