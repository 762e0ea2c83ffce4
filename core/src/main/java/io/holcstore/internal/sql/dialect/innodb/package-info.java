/** The dialects of MariaDB and MySQL. */
@NullMarked
package io.holcstore.internal.sql.dialect.innodb;

import org.jspecify.annotations.NullMarked;
