/** The dialect of PostgreSQL. */
@NullMarked
package io.holcstore.internal.sql.dialect.postgresql;

import org.jspecify.annotations.NullMarked;
