/**
 * The values of a series and what is done to them without a store: slicing, merging, finding gaps. Times are epoch
 * milliseconds, NaN means "no value"; infinities and -0.0 are values like any other.
 */
@NullMarked
package io.holcstore.series;

import org.jspecify.annotations.NullMarked;
