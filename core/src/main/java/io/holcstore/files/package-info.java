/**
 * Series as CSV files and back: {@link io.holcstore.files.CsvExport}, {@link io.holcstore.files.ZipExport} and
 * {@link io.holcstore.files.CsvImport}, for every {@link io.holcstore.store.SeriesStore}.
 *
 * <p>What is exported and imported again is the same bit for bit: times carry their offset, numbers as many digits as
 * they need.
 */
@NullMarked
package io.holcstore.files;

import org.jspecify.annotations.NullMarked;
