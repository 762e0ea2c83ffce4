package io.holcstore.store;

/** Follows a long operation. Called from the thread that does the work; an exception thrown here ends the operation. */
@FunctionalInterface
public interface Progress {
    /** Nobody looks. */
    Progress NONE = done -> {};

    /**
     * So much is done.
     *
     * @param done series handled so far, or rows, where the operation says so
     */
    void update(long done);

    /** The operation is over, well or not. */
    default void finish() {}

    /**
     * A bar on the terminal (standard error). Needs {@code me.tongfei:progressbar} on the class path.
     *
     * @throws IllegalStateException when that library is not there
     */
    static Progress bar(String task) {
        return bar(task, -1);
    }

    /** A bar that knows how many series there are, and so how long it will take. */
    static Progress bar(String task, long total) {
        return ProgressBars.open(task, total);
    }
}
