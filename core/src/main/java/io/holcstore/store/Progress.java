package io.holcstore.store;

/** Follows a long operation. The thread that does the work calls it. An exception thrown here ends the operation. */
@FunctionalInterface
public interface Progress {
    /** Ignores all progress. */
    Progress NONE = done -> {};

    /**
     * Reports how much is done.
     *
     * @param done the number of series handled so far, or of rows, where the operation says so
     */
    void update(long done);

    /** Reports that the operation has ended, successfully or not. */
    default void finish() {}

    /**
     * Opens a bar on the terminal (standard error). Needs {@code me.tongfei:progressbar} on the class path.
     *
     * @throws IllegalStateException when that library is missing
     */
    static Progress bar(String task) {
        return bar(task, -1);
    }

    /** Opens a bar that knows how many series there are, and therefore how long the operation will take. */
    static Progress bar(String task, long total) {
        return ProgressBars.open(task, total);
    }
}
