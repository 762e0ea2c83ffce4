package io.holcstore.internal.files;

import io.holcstore.error.StoreException;
import io.holcstore.internal.files.time.EpochUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what an import reads, and keeps the problems. */
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

    /** Whether a time is written as 24:00 although the times are not declared as ends. */
    public boolean endOfDay;

    /** Whether times are declared as milliseconds since 1970. */
    public boolean areMillis;

    /** Whether rows were left out because the store has their series. */
    public boolean hasStored;

    /** A condition that no row of a file meets, and the first row that does not; null when there is none. */
    public @Nullable String refusal;

    private final boolean collects;
    private final List<String> problems = new ArrayList<>();
    private long problemCount;

    /** Creates a tally that either ends the import at the first problem or collects problems. */
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

    /** Returns the first problems, and how many more there are. */
    public List<String> problems() {
        List<String> all = new ArrayList<>(problems);
        if (problemCount > PROBLEMS) {
            all.add("and " + (problemCount - PROBLEMS) + " more");
        }
        return List.copyOf(all);
    }

    /** Returns hints about settings that the file may need although it can be read without them. */
    public List<String> hints() {
        List<String> hints = new ArrayList<>();
        if (endOfDay) {
            hints.add("the file has the time 24:00; if its times are the ends of intervals, use endOfInterval()");
        }
        if (areMillis && values > 0 && EpochUnit.areSeconds(first, last)) {
            hints.add("all times are in the first weeks of 1970; if the numbers count seconds, use epochSeconds");
        }
        if (rows > 0 && values == 0 && !hasStored && problemCount == 0) {
            hints.add(nothing());
        }
        return List.copyOf(hints);
    }

    private String nothing() {
        List<String> reasons = new ArrayList<>();
        if (filtered > 0) {
            reasons.add(filtered + " left out by where(..), ignoreRowsWithoutTime(), another setting or a function");
        }
        if (dropped > 0) {
            reasons.add(dropped + " dropped");
        }
        if (missing > 0) {
            reasons.add(missing + (missing == 1 ? " cell" : " cells") + " with a missing value");
        }
        return "nothing is imported of " + rows + (rows == 1 ? " row" : " rows")
                + (reasons.isEmpty() ? ", in which no column has values" : ": " + String.join(", ", reasons))
                + (refusal == null ? "" : "; " + refusal);
    }
}
