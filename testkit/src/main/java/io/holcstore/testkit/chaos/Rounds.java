package io.holcstore.testkit.chaos;

import io.holcstore.store.SeriesStore;
import io.holcstore.testkit.chaos.Operations.Verb;
import io.holcstore.testkit.chaos.SerialOrder.Done;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Rounds in which every thread does one operation at the same time as all others, and what came out is compared with
 * every serial order.
 */
final class Rounds implements AutoCloseable {
    static final int THREADS = 8;

    /** Chooses what one thread does. */
    interface Choice {
        Verb choose(Operations operations, SplittableRandom random, int thread);
    }

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final List<SeriesStore> stores;
    private final long seed;
    private int round;

    /** The threads take turns with the stores, which stand for several instances of an application. */
    Rounds(long seed, SeriesStore... stores) {
        this.seed = seed;
        this.stores = List.of(stores);
    }

    /** Does so many rounds, or until the first that went wrong, and says what went wrong there. */
    @Nullable
    String firstFault(int rounds, Choice choice) {
        for (int i = 0; i < rounds; i++) {
            String fault = fault(choice);
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private @Nullable String fault(Choice choice) {
        round++;
        SplittableRandom random = new SplittableRandom(seed + round);
        Operations operations = new Operations(round);
        List<Verb> verbs = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            verbs.add(choice.choose(operations, random, thread));
        }
        List<Double> start = start(operations, random);
        List<Done> done = new ArrayList<>();
        StringBuilder told = new StringBuilder("round ")
                .append(round)
                .append(" of seed ")
                .append(seed)
                .append(", from ")
                .append(start);
        List<Object> answers = runAll(verbs);
        for (int thread = 0; thread < THREADS; thread++) {
            Object answer = answers.get(thread);
            told.append("%n- %s: %s".formatted(verbs.get(thread), answer));
            done.add(new Done(verbs.get(thread), answer));
        }
        List<Double> end = operations.read(stores.get(0));
        told.append("%nended with %s".formatted(end));
        if (answers.stream().anyMatch(Throwable.class::isInstance)) {
            return told.append("%nAn error came out that no caller need see.".formatted())
                    .toString();
        }
        Set<List<Double>> ends = SerialOrder.ends(start, done);
        return ends.contains(end)
                ? null
                : told.append("%nNo serial order ends there%s".formatted(ends.isEmpty() ? " or answers that" : ""))
                        .toString();
    }

    /** Half of the rounds start with data. */
    private List<Double> start(Operations operations, SplittableRandom random) {
        if (random.nextBoolean()) {
            return Operations.empty();
        }
        List<Double> start = values(random, 0, 0, Operations.METERS * Operations.SLOTS);
        operations.merge(start).run(stores.get(0));
        return start;
    }

    /**
     * A state with at least one value, all of them between these places and told apart by thread: 10 for thread 1, 11
     * the next place ..
     */
    static List<Double> values(SplittableRandom random, int thread, int from, int to) {
        Double[] values = new Double[Operations.METERS * Operations.SLOTS];
        Arrays.fill(values, Double.NaN);
        for (int i = from; i < to; i++) {
            if (random.nextInt(3) > 0) {
                values[i] = 100.0 * thread + i;
            }
        }
        int always = random.nextInt(from, to);
        values[always] = 100.0 * thread + always;
        return List.of(values);
    }

    private List<Object> runAll(List<Verb> verbs) {
        CyclicBarrier barrier = new CyclicBarrier(THREADS);
        List<Future<Object>> running = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            Verb verb = verbs.get(thread);
            SeriesStore store = stores.get(thread % stores.size());
            running.add(threads.submit(() -> {
                barrier.await();
                return verb.run(store);
            }));
        }
        List<Object> answers = new ArrayList<>();
        for (Future<Object> each : running) {
            try {
                answers.add(each.get());
            } catch (ExecutionException e) {
                answers.add(e.getCause());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return answers;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
