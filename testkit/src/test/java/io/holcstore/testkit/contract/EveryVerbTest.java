package io.holcstore.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.store.ChangeFeed;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.Replica;
import io.holcstore.store.StoreSchema;
import io.holcstore.store.VersionedStore;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.TestDatabase;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever adds a method to a store is reminded to try it inside the transactions of other code. */
class EveryVerbTest {
    @RegisterExtension
    final DatabaseExtension db = new DatabaseExtension(TestDatabase.h2Memory());

    @Test
    void noVerbIsLeftOut() {
        EveryVerb stores = EveryVerb.created(db.dataSource());
        Set<String> tried = stores.over(db.dataSource()).verbs().keySet().stream()
                .map(name -> name.replaceFirst("^(keyed|versioned) ", ""))
                .collect(Collectors.toSet());
        Set<String> left = Stream.of(
                        ChunkStore.class,
                        ChangeFeed.class,
                        Replica.class,
                        StoreSchema.class,
                        KeyedStore.class,
                        VersionedStore.class)
                .flatMap(type -> VerbCalls.of(type).stream())
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        left.removeAll(tried);
        assertThat(left).as("methods of stores that EveryVerb does not try").isEmpty();
    }
}
