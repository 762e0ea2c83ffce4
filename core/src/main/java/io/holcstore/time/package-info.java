/**
 * Time as arithmetic: the frequency of a store, the chunks its zone's calendar cuts the time line into, and the grid of
 * slots inside them. Nothing here keeps a list of timestamps. Instants are epoch milliseconds inside and
 * {@link java.time.Instant} or {@link java.time.ZonedDateTime} at the edges; every zone is given, none is taken from
 * the machine. Years 1 to 9999 are supported.
 */
@NullMarked
package io.holcstore.time;

import org.jspecify.annotations.NullMarked;
