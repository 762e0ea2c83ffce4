package io.holcstore.internal.django.arrow;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.error.ConflictingValuesException;
import io.holcstore.internal.sql.KeyColumns;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.dialect.Dialects;
import io.holcstore.internal.sql.dialect.SqlErrors;
import io.holcstore.internal.sql.dialect.SqlErrors.Doing;
import io.holcstore.key.Axis;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The rows of a table of the Python application, one series each, in the order of their keys and versions. */
public final class SeriesRows {
    private static final int FETCHED = 64;

    /** Takes a row. */
    @FunctionalInterface
    public interface Taker {
        /**
         * Takes a row.
         *
         * @param version the number of the version; 0 where rows have none
         */
        void take(SeriesKey key, int version, Series series);
    }

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

    /** How many rows were read. */
    public long rows() {
        return rows;
    }

    /** How many rows have a NULL in their key. */
    public long withoutKey() {
        return withoutKey;
    }

    /** Reads all rows in one transaction, which is rolled back at the end. */
    public void forEach(boolean versions, Taker taker) {
        try (Connection connection = source.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                read(connection, versions, taker);
            } finally {
                connection.rollback();
                connection.setAutoCommit(autoCommit);
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(new Doing("the migration of " + table.name(), store, null), e);
        }
    }

    private void read(Connection connection, boolean versions, Taker taker) throws SQLException {
        SqlDialect dialect = Dialects.of(connection);
        KeyColumns keys = new KeyColumns(axes, dialect, false);
        String columns = axes.stream().map(axis -> TableSpec.quote(axis.name())).collect(Collectors.joining(", "));
        String order = columns + (versions ? ", " + TableSpec.quote(table.version()) : "");
        String select = "SELECT " + columns + ", " + (versions ? TableSpec.quote(table.version()) : "0") + ", "
                + TableSpec.quote(table.data()) + " FROM " + table.quoted() + " ORDER BY " + order;
        try (PreparedStatement statement = dialect.prepare(connection, select)) {
            statement.setFetchSize(FETCHED);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows++;
                    take(found, keys, taker);
                }
            }
        }
    }

    private void take(ResultSet row, KeyColumns keys, Taker taker) throws SQLException {
        for (int i = 1; i <= axes.size(); i++) {
            if (row.getObject(i) == null) {
                withoutKey++;
                return;
            }
        }
        SeriesKey key = keys.read(row, 1);
        int version = row.getInt(axes.size() + 1);
        byte[] blob = row.getBytes(axes.size() + 2);
        taker.take(key, version, blob == null || blob.length == 0 ? Series.empty() : series(key, version, blob));
    }

    private Series series(SeriesKey key, int version, byte[] blob) {
        try {
            return blobs.read(blob);
        } catch (ArrowDamage | IllegalArgumentException | ArithmeticException e) {
            throw ChunkFormatException.ofSeries(
                    place(key, version) + ": the blob " + e.getMessage(), e, store, key.toString());
        } catch (ConflictingValuesException e) {
            throw new ConflictingValuesException(
                    place(key, version) + ": " + e.getMessage(),
                    store,
                    key.toString(),
                    e.instant(),
                    e.first(),
                    e.second());
        }
    }

    private String place(SeriesKey key, int version) {
        return table.name() + ", " + key + ", version " + version;
    }
}
