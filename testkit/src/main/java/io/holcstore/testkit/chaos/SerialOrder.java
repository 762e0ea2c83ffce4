package io.holcstore.testkit.chaos;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether what several threads did at the same time can be explained by doing it one after the other. Each operation is
 * a function of the state; of all orders, those count in which every operation answers what it really answered. Small
 * states and up to about ten operations: the states reachable by each subset of the operations are kept.
 */
final class SerialOrder {
    /** What an operation makes of a state, and answers there. */
    record Step(List<Double> after, Object answer) {}

    interface Operation {
        Step apply(List<Double> before);
    }

    /** An operation and what it answered. */
    record Done(Operation operation, Object answer) {}

    private SerialOrder() {}

    /** The states in which some order of all operations can end. */
    static Set<List<Double>> ends(List<Double> start, List<Done> done) {
        int all = (1 << done.size()) - 1;
        List<Set<List<Double>>> reachable = new ArrayList<>();
        for (int subset = 0; subset <= all; subset++) {
            reachable.add(new HashSet<>());
        }
        reachable.get(0).add(start);
        for (int subset = 0; subset < all; subset++) {
            for (int i = 0; i < done.size(); i++) {
                if ((subset & 1 << i) == 0) {
                    Done next = done.get(i);
                    for (List<Double> state : reachable.get(subset)) {
                        Step step = next.operation().apply(state);
                        if (step.answer().equals(next.answer())) {
                            reachable.get(subset | 1 << i).add(step.after());
                        }
                    }
                }
            }
        }
        return reachable.get(all);
    }
}
