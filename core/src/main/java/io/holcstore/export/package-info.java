/**
 * Series as CSV files and back: {@link io.holcstore.export.CsvExport}, {@link io.holcstore.export.ZipExport} and
 * {@link io.holcstore.export.CsvImport}, for every {@link io.holcstore.store.SeriesStore}.
 *
 * <p>What is exported and imported again is the same bit for bit: times carry their offset, numbers as many digits as they need.
 */
@NullMarked
package io.holcstore.export;

import org.jspecify.annotations.NullMarked;
