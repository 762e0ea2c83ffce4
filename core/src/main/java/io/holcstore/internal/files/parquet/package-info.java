/**
 * Reading and writing Parquet files. The tables of this library are flat, so this package knows columns that are
 * required or optional, and not what nested and repeated ones need. Sources: parquet.thrift and Encodings.md of
 * apache/parquet-format 2.12.
 */
@NullMarked
package io.holcstore.internal.files.parquet;

import org.jspecify.annotations.NullMarked;
