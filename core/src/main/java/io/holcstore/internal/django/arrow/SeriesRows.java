package io.holcstore.internal.django.arrow;

import static java.util.stream.Collectors.joining;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.error.ConflictingValuesException;
import io.holcstore.internal.sql.Instants;
import io.holcstore.internal.sql.KeyColumns;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.TimeColumn;
import io.holcstore.internal.sql.dialect.Dialects;
import io.holcstore.internal.sql.dialect.SqlErrors;
import io.holcstore.internal.sql.dialect.SqlErrors.Doing;
import io.holcstore.key.Axis;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.Version;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a table of the Python application, each of which is one series, in the order of their keys and
 * versions.
 */
public final class SeriesRows {
    /** Few rows a page, because each is a whole series of unknown size. */
    private static final int FETCHED = 4;

    private static final BigDecimal LAST_NUMBER = BigDecimal.valueOf(Integer.MAX_VALUE - 1L); // one follows it

    private final DataSource source;
    private final SourceTable table;
    private final List<Axis<?>> axes;
    private final String store;
    private final ArrowSeries blobs = new ArrowSeries();
    private long rows;
    private long withoutKey;

    /** @param store the name of the store that the rows go to */
    public SeriesRows(DataSource source, SourceTable table, List<Axis<?>> axes, String store) {
        this.source = source;
        this.table = table;
        this.axes = axes;
        this.store = store;
    }

    /** Returns how many rows were read. */
    public long rows() {
        return rows;
    }

    /** Returns how many rows have a NULL in their key. */
    public long withoutKey() {
        return withoutKey;
    }

    /** Passes on the series of each row that has a key. Reads all rows in one transaction, which is rolled back. */
    public void forEachSeries(BiConsumer<SeriesKey, Series> taker) {
        inTransaction(connection -> read(connection, List.of(), (key, row) -> {
            byte[] blob = row.getBytes(axes.size() + 1);
            taker.accept(key, series(table.name() + ", " + key, key, blob));
        }));
    }

    /** Passes on the version of each row that has a key, the versions of a key together and by number. */
    public void forEachVersion(BiConsumer<SeriesKey, Version> taker) {
        List<String> columns = List.of(table.version(), table.created(), table.modified());
        inTransaction(connection -> {
            Instants instants = Dialects.of(connection).instants();
            read(connection, columns, (key, row) -> taker.accept(key, version(key, row, instants)));
        });
    }

    private interface Reading {
        void read(Connection connection) throws SQLException;
    }

    private void inTransaction(Reading reading) {
        try (Connection connection = source.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                reading.read(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(autoCommit);
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(new Doing("the migration of " + table.name(), store, null), e);
        }
    }

    private interface Taker {
        void take(SeriesKey key, ResultSet row) throws SQLException;
    }

    /** Reads the key, some more columns and the blob of all rows, in the order of the keys and of the first column. */
    private void read(Connection connection, List<String> more, Taker taker) throws SQLException {
        SqlDialect dialect = Dialects.of(connection);
        KeyColumns keys = new KeyColumns(axes, dialect, false);
        List<String> columns = new ArrayList<>();
        axes.forEach(axis -> columns.add(axis.name()));
        String order = quoted(columns)
                + more.stream().limit(1).map(c -> ", " + TableSpec.quote(c)).collect(joining());
        columns.addAll(more);
        columns.add(table.data());
        String select = "SELECT " + quoted(columns) + " FROM " + table.quoted() + " ORDER BY " + order;
        try (PreparedStatement statement = dialect.prepare(connection, select)) {
            statement.setFetchSize(FETCHED);
            try (ResultSet row = statement.executeQuery()) {
                requireInstants(dialect, row.getMetaData(), 1 + more.size());
                while (row.next()) {
                    rows++;
                    if (hasKey(row)) {
                        taker.take(key(keys, row), row);
                    } else {
                        withoutKey++;
                    }
                }
            }
        }
    }

    private static String quoted(List<String> columns) {
        return columns.stream().map(TableSpec::quote).collect(joining(", "));
    }

    private boolean hasKey(ResultSet row) throws SQLException {
        for (int i = 1; i <= axes.size(); i++) {
            if (row.getObject(i) == null) {
                return false;
            }
        }
        return true;
    }

    /** Refuses local times, which a driver reads in the zone of the JVM. */
    private void requireInstants(SqlDialect dialect, ResultSetMetaData columns, int others) throws SQLException {
        for (int i = 1; i <= axes.size() + others; i++) {
            String name = columns.getColumnLabel(i);
            boolean time = i <= axes.size()
                    ? axes.get(i - 1).type().javaType() == Instant.class
                    : name.equals(table.created()) || name.equals(table.modified());
            if (time && dialect.timeKind(columns, i) != TimeColumn.Kind.INSTANT) {
                throw new IllegalArgumentException(table.name() + ": the column " + name + " is of the type "
                        + columns.getColumnTypeName(i)
                        + ", but must have timestamps with a time zone; migrate from a view that converts it");
            }
        }
    }

    private SeriesKey key(KeyColumns keys, ResultSet row) throws SQLException {
        try {
            return keys.read(row, 1);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(table.name() + ": " + e.getMessage(), e);
        }
    }

    /** Returns the number of a version. */
    private int number(SeriesKey key, ResultSet row, int column) throws SQLException {
        BigDecimal number = row.getBigDecimal(column);
        if (number == null
                || number.signum() < 0
                || number.compareTo(LAST_NUMBER) > 0
                || number.stripTrailingZeros().scale() > 0) {
            throw ChunkFormatException.ofSeries(
                    table.name() + ", " + key + ": " + table.version() + " is " + (number == null ? "NULL" : number)
                            + ", but versions have whole numbers from 0 to " + LAST_NUMBER,
                    null,
                    store,
                    key.toString());
        }
        return number.intValue();
    }

    private Version version(SeriesKey key, ResultSet row, Instants instants) throws SQLException {
        int first = axes.size() + 1;
        int number = number(key, row, first);
        String place = table.name() + ", " + key + ", version " + number;
        Instant created = instants.readOrNull(row, first + 1);
        Instant modified = instants.readOrNull(row, first + 2);
        if (created == null || modified == null) {
            String column = created == null ? table.created() : table.modified();
            throw ChunkFormatException.ofSeries(place + ": " + column + " is NULL", null, store, key.toString());
        }
        // The application reads the clock once for each of the two, so they are never equal.
        Instant stored = modified.isBefore(created) ? created : modified;
        return new Version(number, created, stored, series(place, key, row.getBytes(first + 3)));
    }

    private Series series(String place, SeriesKey key, byte @Nullable [] blob) {
        if (blob == null || blob.length == 0) {
            return Series.empty();
        }
        try {
            return blobs.read(blob);
        } catch (ArrowDamage | IllegalArgumentException | ArithmeticException e) {
            throw ChunkFormatException.ofSeries(place + ": the blob " + e.getMessage(), e, store, key.toString());
        } catch (ConflictingValuesException e) {
            throw new ConflictingValuesException(
                    place + ": " + e.getMessage(), store, key.toString(), e.instant(), e.first(), e.second());
        }
    }
}
