/** The table of whole series. */
@NullMarked
package io.holcstore.internal.sql.keyed;

import org.jspecify.annotations.NullMarked;
