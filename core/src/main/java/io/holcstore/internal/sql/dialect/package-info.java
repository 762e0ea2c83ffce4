/** The dialects of PostgreSQL and H2. */
@NullMarked
package io.holcstore.internal.sql.dialect;

import org.jspecify.annotations.NullMarked;
