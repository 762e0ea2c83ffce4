/**
 * What a test of code that stores series needs: fresh databases ({@link io.holcstore.testkit.TestDatabase}), data
 * sources that find leaks ({@link io.holcstore.testkit.LeakDetectingDataSource}) and kill connections at a chosen call
 * ({@link io.holcstore.testkit.FaultyDataSource}), assertions on series ({@link io.holcstore.testkit.SeriesAssert}) and
 * seeded series ({@link io.holcstore.testkit.Generators}).
 */
@NullMarked
package io.holcstore.testkit;

import org.jspecify.annotations.NullMarked;
