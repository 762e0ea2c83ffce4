package io.holcstore.testkit.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.error.SeriesExistsException;
import io.holcstore.error.StoreException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.FaultyDataSource;
import io.holcstore.testkit.LeakDetectingDataSource;
import io.holcstore.testkit.chaos.Verbs.Keys;
import java.util.function.Function;
import java.util.function.IntSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Kills the connection at the calls of a verb, one try after another, and looks each time whether all of the verb is
 * stored or nothing of it.
 */
final class Killer<S> {
    /** A verb of a store of any kind, with a state to begin with. */
    interface Fragile<S> {
        void prepare(S store, Keys keys);

        void run(S store, Keys keys);

        /** What is stored of a try, as something that compares. */
        Object stateOf(S store, Keys keys);

        /** The table that messages name. */
        String table();

        /** Whether it names its key in messages; verbs of many keys name their number. */
        boolean ofOneKey();

        /** Whether it is tried as the first verb of a store, which looks at its settings then. */
        default boolean isFirstOfStore() {
            return false;
        }

        /** Whether to run it again where it has been done leaves the same state. */
        default boolean isRepeatable() {
            return true;
        }
    }

    /** Of a long verb the first and last calls are tried, and every so many of those between. */
    private static final int STRIDE = 61;

    /** As much for lost answers: what they must show is at the commit, which is one of the last calls. */
    private static final int STRIDE_OF_ANSWERS = 7;

    /** Of the tries, every so many ends the backend; the others end its session only. The last calls all end it. */
    private static final int STRIDE_OF_BACKENDS = 10;

    private static final int LAST_OF_BACKENDS = 3;

    /** So many of the first and of the last calls are tried, fewer of them where few are asked for. */
    private static final int EDGE = 8;

    private static final int NARROW_EDGE = 3;

    private static final int STRIDE_OF_FEW = 20;

    private final DatabaseExtension db;
    private final Function<DataSource, S> opening;
    private final IntSupplier tries;
    private final int stride;

    /** @param stride every so many of a short verb's calls are tried, beside the first and last */
    Killer(DatabaseExtension db, Function<DataSource, S> opening, IntSupplier tries, int stride) {
        this.stride = stride;
        this.db = db;
        this.opening = opening;
        this.tries = tries;
    }

    /** Kills before the server sees a call, or after it has done it. */
    void killEverywhere(Fragile<S> verb, boolean after) {
        S healthy = opening.apply(db.dataSource());
        FaultyDataSource faulty = db.database().faulty();
        LeakDetectingDataSource watched = new LeakDetectingDataSource(faulty);
        Keys example = prepared(verb, healthy);
        Object before = verb.stateOf(healthy, example);
        S fragile = opening.apply(watched);
        if (!verb.isFirstOfStore()) {
            verb.run(fragile, prepared(verb, healthy)); // the first write of a store looks at its settings
        }
        faulty.disarm();
        verb.run(fragile, example);
        long calls = faulty.calls();
        Object done = verb.stateOf(healthy, example);
        assertThat(done).isNotEqualTo(before);

        for (long n = 1; n <= calls + 1; n++) {
            int edge = stride < STRIDE_OF_FEW ? EDGE : NARROW_EDGE;
            boolean inside = n > edge && n < calls - edge;
            if (inside && n % (calls > 200 ? STRIDE : after ? Math.max(stride, STRIDE_OF_ANSWERS) : stride) != 0) {
                continue;
            }
            Keys keys = prepared(verb, healthy);
            faulty.keepBackends(n % STRIDE_OF_BACKENDS != 1 && n <= calls - LAST_OF_BACKENDS);
            if (after) {
                faulty.killAfterCall(n);
            } else {
                faulty.killBeforeCall(n);
            }
            StoreException failure = failure(verb, verb.isFirstOfStore() ? opening.apply(watched) : fragile, keys);
            String where = verb + (after ? ", killed after call " : ", killed before call ") + n + " of " + calls + ", "
                    + failure;
            Object found = verb.stateOf(healthy, keys);
            if (failure == null) {
                assertThat(found).as(where).isEqualTo(done);
            } else {
                assertTells(failure, verb, keys, where);
                boolean committed = isAtCommit(failure) && after;
                assertThat(found).as(where).isEqualTo(committed ? done : before);
            }
            watched.assertNothingLeaked();
            assertThat(watched.openConnections()).as(where).isZero();
            faulty.disarm();
            if (verb.isRepeatable() || !found.equals(done)) {
                again(verb, fragile, keys);
            }
            assertThat(verb.stateOf(healthy, keys)).as("again after " + where).isEqualTo(done);
        }
        assertThat(faulty.hasKilled()).as("calls that went untried").isFalse();
    }

    private Keys prepared(Fragile<S> verb, S healthy) {
        Keys keys = new Keys(tries.getAsInt());
        verb.prepare(healthy, keys);
        return keys;
    }

    private static <S> @Nullable StoreException failure(Fragile<S> verb, S store, Keys keys) {
        try {
            verb.run(store, keys);
            return null;
        } catch (StoreException e) {
            return e;
        }
    }

    private static boolean isAtCommit(StoreException failure) {
        return String.valueOf(failure.getMessage()).contains("killed at commit");
    }

    private static void assertTells(StoreException failure, Fragile<?> verb, Keys keys, String where) {
        assertThat(failure).as(where).isInstanceOfSatisfying(StoreSqlException.class, e -> {
            assertThat(e.isOutcomeUnknown()).as(where).isEqualTo(isAtCommit(e));
            assertThat(e.isRetryable()).as(where).isEqualTo(!isAtCommit(e));
            assertThat(e.sqlState()).as(where).isEqualTo("08006");
            assertThat(e).as(where).hasMessageContaining(verb.table());
            if (verb.ofOneKey()) {
                assertThat(e).as(where).hasMessageContaining(keys.of("a").toString());
            }
        });
    }

    private static <S> void again(Fragile<S> verb, S store, Keys keys) {
        try {
            verb.run(store, keys);
        } catch (SeriesExistsException e) {
            // it was stored the first time
        }
    }
}
