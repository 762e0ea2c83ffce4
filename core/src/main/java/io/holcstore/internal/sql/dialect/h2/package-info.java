/** The dialect of H2. */
@NullMarked
package io.holcstore.internal.sql.dialect.h2;

import org.jspecify.annotations.NullMarked;
