/** What a shop knows: its copies, the keys that made them, every POST it has seen, and the journal that survives a restart. */
@NullMarked
package dev.ordersync.sandbox.books;

import org.jspecify.annotations.NullMarked;
