/**
 * Writes series as CSV files and reads them: {@link io.holcstore.files.CsvExport}, {@link io.holcstore.files.ZipExport}
 * and {@link io.holcstore.files.CsvImport}, for every {@link io.holcstore.store.SeriesStore}.
 *
 * <p>An export that is imported again gives the same series, bit for bit: times have their offset, and numbers have as
 * many digits as they need.
 */
@NullMarked
package io.holcstore.files;

import org.jspecify.annotations.NullMarked;
