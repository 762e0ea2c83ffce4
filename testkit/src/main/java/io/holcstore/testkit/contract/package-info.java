/**
 * What a store promises, as tests that run on any database. An application extends
 * {@link io.holcstore.testkit.contract.StoreContracts} to check its own; a test of this library extends the contract of
 * one kind of store, as {@link io.holcstore.testkit.contract.ChunkStoreContract}.
 */
@NullMarked
package io.holcstore.testkit.contract;

import org.jspecify.annotations.NullMarked;
