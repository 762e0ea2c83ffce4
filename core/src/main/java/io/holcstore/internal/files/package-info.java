/** Text of CSV files: numbers, cells, keys; writing CSV files. */
@NullMarked
package io.holcstore.internal.files;

import org.jspecify.annotations.NullMarked;
