/** The dialects of PostgreSQL, H2 and MariaDB. */
@NullMarked
package io.holcstore.internal.sql.dialect;

import org.jspecify.annotations.NullMarked;
