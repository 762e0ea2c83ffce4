/**
 * Stores time series in the SQL database that an application already has: compact, exact, atomic.
 *
 * <p>{@link io.holcstore.Store} is the entry point. Axes, chunks, a frequency and a time zone <em>define</em> a store.
 * The axes identify a series. One row is one chunk: one month or year of one series. A defined store is <em>opened</em>
 * over a {@link javax.sql.DataSource}.
 */
@NullMarked
package io.holcstore;

import org.jspecify.annotations.NullMarked;
