/**
 * Time series in the SQL database an application already has: compact, exact, atomic.
 *
 * <p>{@link io.holcstore.Store} is the entry. A store is <em>defined</em> by its axes (what a series is known by), its
 * chunks (one row is one month or year of one series), its frequency and its time zone, and <em>opened</em> over a
 * {@link javax.sql.DataSource}.
 */
@NullMarked
package io.holcstore;

import org.jspecify.annotations.NullMarked;
