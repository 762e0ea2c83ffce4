/** A dialect of a database for tests. In the package whose parts it uses, as the dialects of the library do. */
@NullMarked
package io.holcstore.internal.sql.dialect;

import org.jspecify.annotations.NullMarked;
