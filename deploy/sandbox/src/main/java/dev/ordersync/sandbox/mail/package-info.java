/** The inbox: an SMTP server that keeps the latest mails in memory and delivers none of them. */
@NullMarked
package dev.ordersync.sandbox.mail;

import org.jspecify.annotations.NullMarked;
