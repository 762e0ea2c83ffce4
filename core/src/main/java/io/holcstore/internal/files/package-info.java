/** The text of CSV files: numbers, cells, keys; and writing CSV files. */
@NullMarked
package io.holcstore.internal.files;

import org.jspecify.annotations.NullMarked;
