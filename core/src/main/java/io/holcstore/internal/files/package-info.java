/** Text of CSV files: numbers, times, cells. */
@NullMarked
package io.holcstore.internal.files;

import org.jspecify.annotations.NullMarked;
