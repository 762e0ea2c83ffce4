package io.holcstore.benchmarks;

import io.holcstore.series.Series;
import io.holcstore.time.TimeRange;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * A place that keeps the series of {@link Workload}: this library, or what its users could pick instead. It begins
 * empty. Series number {@code i} of a list has the axes that {@link Workload} gives it.
 */
interface Peer extends AutoCloseable {
    /** All series into an empty place. They are durable and can be read when it returns. */
    void load(List<Series> series) throws Exception;

    /** Lets it finish what it has put off, so that it does not disturb what is measured next. */
    void settle() throws Exception;

    /** What it takes on disk with indexes, after {@link #settle}. Nothing is read afterwards. */
    long bytes() throws Exception;

    /** The points of one series in a range, of which there are {@code expected}. */
    Series read(int i, TimeRange range, int expected) throws Exception;

    /** Every time and every value of all series, in the order that suits it. */
    void stream(Digest into) throws Exception;

    /** Points that replace others of the same times, of all series: durable as one when it returns. */
    void merge(List<Series> late) throws Exception;

    /** The sum of each month or day of each series, in local time. */
    void totals(Bucket bucket, Digest into) throws Exception;

    /** The last time and value of each series. */
    void last(Digest into) throws Exception;

    @Override
    void close() throws IOException, SQLException;
}
