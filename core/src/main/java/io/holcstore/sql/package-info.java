/**
 * The SQL of chunks: dialects, table definitions, every prepared statement, transactions and the translation of database errors.
 * Applications meet {@link io.holcstore.sql.Dialect} and {@link io.holcstore.sql.StoreSchema}; the rest is what the stores are built on.
 */
@NullMarked
package io.holcstore.sql;

import org.jspecify.annotations.NullMarked;
