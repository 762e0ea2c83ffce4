/** The dialect of SQLite. */
@NullMarked
package io.holcstore.internal.sql.dialect.sqlite;

import org.jspecify.annotations.NullMarked;
