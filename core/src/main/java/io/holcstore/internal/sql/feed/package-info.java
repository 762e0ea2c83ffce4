/** The tables of changes, epochs and subscriptions. */
@NullMarked
package io.holcstore.internal.sql.feed;

import org.jspecify.annotations.NullMarked;
