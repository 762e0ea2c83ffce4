package io.holcstore.testkit;

import io.holcstore.aggregate.Buckets;
import io.holcstore.key.SeriesKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;
import javax.sql.DataSource;

/** The rows of a projection as they are in its table, and as they should be by the aggregates of its store. */
public final class ProjectedRows {
    private final ZoneId zone;
    private final LocalTime dayStart;
    private final Instant from;
    private final SortedSet<String> rows = new TreeSet<>();

    /** No rows yet, of days that begin at midnight of a zone. */
    public ProjectedRows(ZoneId zone) {
        this(zone, LocalTime.MIDNIGHT, Instant.MIN);
    }

    /**
     * No rows yet.
     *
     * @param from rows that begin earlier are left out
     */
    public ProjectedRows(ZoneId zone, LocalTime dayStart, Instant from) {
        this.zone = zone;
        this.dayStart = dayStart;
        this.from = from;
    }

    /** Adds the buckets of a series that have a value. */
    public void add(SeriesKey key, Buckets buckets) {
        add(key, buckets, false);
    }

    /** Adds the buckets of a group of series that have a value. */
    public void addGroup(SeriesKey key, Buckets buckets) {
        add(key, buckets, true);
    }

    private void add(SeriesKey key, Buckets buckets, boolean group) {
        for (int i = 0; i < buckets.size(); i++) {
            long count = (long) buckets.values().valueAt(i);
            List<Object> numbers = new ArrayList<>();
            if (group) {
                numbers.add((long) buckets.count().valueAt(i));
            }
            numbers.add(count);
            numbers.add(buckets.sum().valueAt(i));
            numbers.add(buckets.mean().valueAt(i));
            numbers.add(buckets.min().valueAt(i));
            numbers.add(buckets.max().valueAt(i));
            if (count > 0) {
                add(key, buckets.sum().epochMillisAt(i), numbers.toArray());
            }
        }
    }

    /** Adds a row of numbers. */
    public void add(SeriesKey key, long startMillis, Object... numbers) {
        Instant start = Instant.ofEpochMilli(startMillis);
        if (start.isBefore(from)) {
            return;
        }
        LocalDate date = start.atZone(zone)
                .toLocalDateTime()
                .minusNanos(dayStart.toNanoOfDay())
                .toLocalDate();
        StringJoiner row = new StringJoiner(" | ");
        for (int i = 0; i < key.size(); i++) {
            row.add(String.valueOf(key.value(i)));
        }
        row.add(start.toString()).add(date.toString());
        for (Object number : numbers) {
            row.add(number.toString());
        }
        rows.add(row.toString());
    }

    /** The rows that were added, in an order of their text. */
    public SortedSet<String> rows() {
        return rows;
    }

    /** Fails with the rows that are not in both. */
    public static void assertEqual(SortedSet<String> found, SortedSet<String> expected, String which) {
        SortedSet<String> missing = new TreeSet<>(expected);
        missing.removeAll(found);
        SortedSet<String> more = new TreeSet<>(found);
        more.removeAll(expected);
        if (!missing.isEmpty() || !more.isEmpty()) {
            throw new AssertionError(which + ": missing " + missing + ", and there are " + more);
        }
    }

    /** All rows of a table, written as {@link #rows} are. */
    public static SortedSet<String> of(DataSource dataSource, String table) {
        try (Connection connection = dataSource.getConnection()) {
            return of(connection, table);
        } catch (SQLException e) {
            throw new IllegalStateException("the rows of " + table + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** All rows of a table as a connection sees them. */
    public static SortedSet<String> of(Connection connection, String table) throws SQLException {
        SortedSet<String> found = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM \"" + table + '"')) {
            ResultSetMetaData columns = rows.getMetaData();
            while (rows.next()) {
                StringJoiner row = new StringJoiner(" | ");
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    row.add(text(rows, i, columns.getColumnName(i)));
                }
                if (!found.add(row.toString())) {
                    throw new IllegalStateException("row twice in " + table + ": " + row);
                }
            }
        }
        return found;
    }

    /** The start of a bucket, which some databases store as microseconds. */
    private static Instant start(ResultSet row, int column) throws SQLException {
        return row.getMetaData().getColumnType(column) == Types.BIGINT
                ? Instant.EPOCH.plus(row.getLong(column), ChronoUnit.MICROS)
                : row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static String text(ResultSet row, int column, String name) throws SQLException {
        return switch (name) {
            case "start_ts" -> start(row, column).toString();
            case "local_date" -> row.getObject(column, LocalDate.class).toString();
            default -> String.valueOf(row.getObject(column));
        };
    }
}
