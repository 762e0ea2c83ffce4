/**
 * Writes series as CSV files and reads them: {@link io.holcstore.files.CsvExport}, {@link io.holcstore.files.ZipExport}
 * and {@link io.holcstore.files.CsvImport}, for every {@link io.holcstore.store.SeriesStore}.
 * {@link io.holcstore.files.ParquetExport} and {@link io.holcstore.files.ParquetImport} do the same with Parquet files.
 * {@link io.holcstore.files.Nem12Import} reads NEM12 files, and {@link io.holcstore.files.RowImport} the rows of a
 * query. {@link io.holcstore.files.VersionZip} moves versions from one {@link io.holcstore.store.VersionedStore} to
 * another.
 *
 * <p>An export that is imported again gives the same series, bit for bit: times are instants, and numbers have as many
 * digits as they need.
 */
@NullMarked
package io.holcstore.files;

import org.jspecify.annotations.NullMarked;
