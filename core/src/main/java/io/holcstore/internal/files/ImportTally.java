package io.holcstore.internal.files;

import io.holcstore.error.StoreException;
import java.util.ArrayList;
import java.util.List;

/** Counts what an import reads while it is done, and keeps the problems. */
public final class ImportTally {
    private static final int PROBLEMS = 100;

    public long rows;
    public long series;
    public long values;
    public long missing;
    public long dropped;
    public long moved;
    public long filtered;
    public long superseded;
    public long repeated;
    public long first = Long.MAX_VALUE;
    public long last = Long.MIN_VALUE;

    /** Whether a time is written as 24:00, though times are not said to be ends. */
    public boolean endOfDay;

    private final boolean collects;
    private final List<String> problems = new ArrayList<>();
    private long problemCount;

    /** Counts, and either ends at the first problem or collects them. */
    public ImportTally(boolean collects) {
        this.collects = collects;
    }

    public void problem(StoreException problem) {
        if (!collects) {
            throw problem;
        }
        problemCount++;
        if (problemCount <= PROBLEMS) {
            problems.add(problem.getMessage());
        }
    }

    public long problemCount() {
        return problemCount;
    }

    /** The first problems, and how many more there are. */
    public List<String> problems() {
        List<String> all = new ArrayList<>(problems);
        if (problemCount > PROBLEMS) {
            all.add("and " + (problemCount - PROBLEMS) + " more");
        }
        return List.copyOf(all);
    }

    /** Settings that the file may need, though it can be read without them. */
    public List<String> hints() {
        return endOfDay
                ? List.of(
                        "the file has the time 24:00: are its times the ends of intervals? endOfInterval() reads them")
                : List.of();
    }
}
