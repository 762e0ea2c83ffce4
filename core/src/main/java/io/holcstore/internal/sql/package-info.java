/**
 * The SQL that all kinds of tables share: the interface of dialects, DDL, keys in columns, statements, rows and the
 * translation of errors.
 */
@NullMarked
package io.holcstore.internal.sql;

import org.jspecify.annotations.NullMarked;
