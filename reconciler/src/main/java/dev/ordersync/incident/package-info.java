/** Incidents: one situation of a store that people are told about, over many orders, with few mails. */
@NullMarked
package dev.ordersync.incident;

import org.jspecify.annotations.NullMarked;
