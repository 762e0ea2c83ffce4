package io.holcstore.internal.verb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AheadTest {
    private static Iterator<Ahead.Step<Integer>> steps(int count, Ahead.Step<Integer> step) {
        return Collections.nCopies(count, step).iterator();
    }

    private static List<Integer> all(Ahead<Integer> ahead) throws SQLException {
        List<Integer> found = new ArrayList<>();
        for (Integer each = ahead.next(); each != null; each = ahead.next()) {
            found.add(each);
        }
        return found;
    }

    private static Iterator<Ahead.Step<Integer>> numbers(int count) {
        return IntStream.range(0, count)
                .<Ahead.Step<Integer>>mapToObj(i -> () -> i)
                .iterator();
    }

    @Test
    void resultsComeInOrder() throws SQLException {
        for (int most : new int[] {0, 1, 2, 7, 1000}) {
            try (Ahead<Integer> ahead = new Ahead<>(numbers(500), most, 3)) {
                assertThat(all(ahead)).isEqualTo(IntStream.range(0, 500).boxed().toList());
                assertThat(ahead.next()).isNull();
            }
        }
    }

    @Test
    void stepsRunOnOtherThreadsBeforeTheyAreAskedFor() throws SQLException, InterruptedException {
        CountDownLatch begun = new CountDownLatch(2);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Ahead.Step<Integer> step = () -> {
            threads.add(Thread.currentThread());
            begun.countDown();
            return 1;
        };
        try (Ahead<Integer> ahead = new Ahead<>(steps(2, step), 2, 2)) {
            begun.await();
            assertThat(all(ahead)).containsExactly(1, 1);
        }
        assertThat(threads).doesNotContain(Thread.currentThread()).allMatch(Thread::isDaemon);
    }

    @Test
    void withNoneAheadTheCallerRunsAllSteps() throws SQLException {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Ahead.Step<Integer> step = () -> {
            threads.add(Thread.currentThread());
            return 1;
        };
        try (Ahead<Integer> ahead = new Ahead<>(steps(20, step), 0, 0)) {
            assertThat(all(ahead)).hasSize(20);
        }
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void withOneAheadNoTwoStepsRunAtOnce() throws SQLException {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Ahead.Step<Integer> step = () -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            LockSupport.parkNanos(1000);
            running.decrementAndGet();
            return 1;
        };
        try (Ahead<Integer> ahead = new Ahead<>(steps(2000, step), 1, 4)) {
            assertThat(all(ahead)).hasSize(2000);
        }
        assertThat(most).hasValue(1);
    }

    /** Otherwise verbs whose steps wait for each other would stop for ever. */
    @Test
    void theCallerNeedsNoFreeThread() throws SQLException, InterruptedException {
        CountDownLatch free = new CountDownLatch(1);
        int busy = 100;
        Ahead<Integer> waiting = new Ahead<>(
                steps(busy, () -> {
                    try {
                        free.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return 1;
                }),
                busy,
                busy);
        try (Ahead<Integer> ahead = new Ahead<>(numbers(50), 5, 5)) {
            assertThat(all(ahead)).hasSize(50);
        }
        free.countDown();
        assertThat(all(waiting)).hasSize(busy);
        waiting.close();
    }

    @Test
    void anErrorComesWhereItsResultWouldHaveCome() throws SQLException {
        for (Exception thrown : new Exception[] {new SQLException("gone"), new IllegalStateException("wrong")}) {
            Iterator<Ahead.Step<Integer>> steps = IntStream.range(0, 10)
                    .<Ahead.Step<Integer>>mapToObj(i -> () -> {
                        if (i != 3) {
                            return i;
                        }
                        if (thrown instanceof SQLException e) {
                            throw e;
                        }
                        throw (RuntimeException) thrown;
                    })
                    .iterator();
            try (Ahead<Integer> ahead = new Ahead<>(steps, 4, 2)) {
                assertThat(List.of(ahead.next(), ahead.next(), ahead.next())).containsExactly(0, 1, 2);
                assertThatThrownBy(ahead::next).isSameAs(thrown);
            }
        }
    }

    /** A connection is given back after it: no other thread may still use it then. */
    @Test
    void closingWaitsForStepsThatRunAndBeginsNoOther() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        AtomicInteger runs = new AtomicInteger();
        Ahead<Integer> ahead = new Ahead<>(
                steps(10, () -> {
                    runs.incrementAndGet();
                    begun.countDown();
                    for (int i = 0; i < 1000; i++) {
                        LockSupport.parkNanos(1000);
                    }
                    ended.set(true);
                    return 1;
                }),
                1,
                1);
        begun.await();
        ahead.close();
        assertThat(ended).isTrue();
        assertThat(runs).hasValue(1);
    }

    @Test
    void anInterruptIsKeptForTheCaller() throws SQLException {
        try (Ahead<Integer> ahead = new Ahead<>(numbers(100), 2, 2)) {
            Thread.currentThread().interrupt();
            assertThat(all(ahead)).hasSize(100);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
