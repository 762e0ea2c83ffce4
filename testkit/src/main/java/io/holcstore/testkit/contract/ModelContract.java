package io.holcstore.testkit.contract;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random verbs against a map of points: at every moment both hold the same. */
interface ModelContract extends OnDatabase {
    int VERBS = 60;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    default void randomVerbsDoWhatAMapDoes(long seed) {
        new ModelRun(seed, define(), this::create, dataSource()).run(VERBS);
    }
}
