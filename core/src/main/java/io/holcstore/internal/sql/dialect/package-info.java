/** Which dialect a database has, and the translation of its errors. */
@NullMarked
package io.holcstore.internal.sql.dialect;

import org.jspecify.annotations.NullMarked;
