/** PostgreSQL and H2: a class each for what they do in their own way. */
@NullMarked
package io.holcstore.internal.sql.dialect;

import org.jspecify.annotations.NullMarked;
