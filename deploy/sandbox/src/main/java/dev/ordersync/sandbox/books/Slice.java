package dev.ordersync.sandbox.books;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor where the next page starts, null on the last one
 */
public record Slice<T>(List<T> items, @Nullable String nextCursor) {}
