/**
 * What a test of code that stores series needs: fresh databases ({@link io.holcstore.testkit.TestDatabase}), data
 * sources that find leaks ({@link io.holcstore.testkit.LeakDetectingDataSource}) and kill connections at a chosen call
 * ({@link io.holcstore.testkit.FaultyDataSource}), a pooler of transactions
 * ({@link io.holcstore.testkit.TransactionPooler}), assertions on series
 * ({@link io.holcstore.testkit.SeriesAssert}) and seeded series ({@link io.holcstore.testkit.Generators}).
 * {@link io.holcstore.testkit.Surroundings} checks what a store relies on in a data source.
 */
@NullMarked
package io.holcstore.testkit;

import org.jspecify.annotations.NullMarked;
