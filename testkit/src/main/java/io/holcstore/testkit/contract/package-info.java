/**
 * What a store promises, as tests that run on any database: {@link io.holcstore.testkit.contract.ChunkStoreContract},
 * which a test class for a database extends.
 */
@NullMarked
package io.holcstore.testkit.contract;

import org.jspecify.annotations.NullMarked;
