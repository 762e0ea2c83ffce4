/** The series of a store: their keys, their head rows, and the locks of those who write them. */
@NullMarked
package io.holcstore.internal.sql.series;

import org.jspecify.annotations.NullMarked;
