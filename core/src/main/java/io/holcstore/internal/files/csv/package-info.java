/** Reading CSV files into stores: rows, columns, times, keys. */
@NullMarked
package io.holcstore.internal.files.csv;

import org.jspecify.annotations.NullMarked;
