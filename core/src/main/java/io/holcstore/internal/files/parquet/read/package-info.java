/** Reads Parquet files: pages and columns of them, and their rows as values of series. */
@NullMarked
package io.holcstore.internal.files.parquet.read;

import org.jspecify.annotations.NullMarked;
