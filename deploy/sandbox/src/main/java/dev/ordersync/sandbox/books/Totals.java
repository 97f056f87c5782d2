package dev.ordersync.sandbox.books;

import java.util.List;

/**
 * The shop in numbers.
 *
 * @param live copies that are open or fulfilled, tests left out
 * @param posts every POST seen with a key
 * @param keys different keys among them
 * @param doubled order ids with more than one live copy
 */
public record Totals(int copies, int live, long posts, int keys, List<String> doubled) {}
