/** Writes series as Parquet files. */
@NullMarked
package io.holcstore.internal.files.parquet.write;

import org.jspecify.annotations.NullMarked;
