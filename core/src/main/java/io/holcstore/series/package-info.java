/**
 * Series, and pure functions on them that need no store: slicing, merging, finding gaps, resampling and arithmetic.
 * Times are epoch milliseconds. NaN means that there is no value. Infinities and -0.0 are values like any other.
 */
@NullMarked
package io.holcstore.series;

import org.jspecify.annotations.NullMarked;
