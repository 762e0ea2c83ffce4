package io.holcstore.testkit.demo;

import io.holcstore.series.Series;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Stretches of a regular series whose points have something in common. */
final class Runs {
    private Runs() {}

    /** From the first point of each run to the grid point after its last one. */
    static List<TimeRange> of(Series series, IntPredicate belongs) {
        List<TimeRange> runs = new ArrayList<>();
        for (int from = 0; from < series.size(); from++) {
            if (belongs.test(from)) {
                int to = from + 1;
                while (to < series.size() && belongs.test(to)) {
                    to++;
                }
                long end = to < series.size() ? series.epochMillisAt(to) : end(series);
                runs.add(TimeRange.ofEpochMillis(series.epochMillisAt(from), end));
                from = to;
            }
        }
        return runs;
    }

    private static long end(Series series) {
        return series.grid().map(Grid::endMillis).orElseThrow();
    }
}
