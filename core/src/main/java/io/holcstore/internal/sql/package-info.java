/**
 * SQL below the tables: dialects as the other packages see them, DDL, keys in columns, statements, rows and the
 * translation of errors.
 */
@NullMarked
package io.holcstore.internal.sql;

import org.jspecify.annotations.NullMarked;
