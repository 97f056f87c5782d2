/** The mails that tell people: written with what they tell, sent once SMTP takes them. */
@NullMarked
package dev.ordersync.mail;

import org.jspecify.annotations.NullMarked;
