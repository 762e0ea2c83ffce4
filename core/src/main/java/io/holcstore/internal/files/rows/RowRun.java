package io.holcstore.internal.files.rows;

import io.holcstore.error.ConflictingValuesException;
import io.holcstore.error.OffGridException;
import io.holcstore.error.RowFormatException;
import io.holcstore.error.StoreException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.internal.files.ImportTally;
import io.holcstore.internal.files.ReadValue;
import io.holcstore.internal.files.StoreGrid;
import io.holcstore.internal.files.time.TimeReader;
import io.holcstore.internal.files.time.TimeRules;
import io.holcstore.internal.sql.TimeColumn;
import io.holcstore.internal.sql.dialect.SqlErrors;
import io.holcstore.internal.sql.dialect.SqlErrors.Doing;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.store.SeriesStore;
import io.holcstore.store.WriteResult;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a query once. */
public final class RowRun {
    private static final int ROWS_PER_UPDATE = 1 << 12;
    private static final int VALUES_AT_ONCE = 1 << 18; // of a series
    private static final int VALUES_PER_COMMIT = 1 << 20;
    private static final int SERIES_PER_COMMIT = 1 << 13;

    private final RowSettings settings;
    private final SeriesStore store;
    private final RowKeys keys;
    private final RowTarget target;
    private final int limit; // of values to read
    private final StoreGrid grid;
    private final ImportTally tally;
    private final List<ReadValue> preview = new ArrayList<>();
    private final Set<SeriesKey> stored = new HashSet<>();
    private final Set<SeriesKey> seen = new HashSet<>();
    private final RowBuffer buffer = new RowBuffer();

    // the series that is being read
    private @Nullable SeriesKey key;
    private boolean skipping;
    private boolean hasValues;
    private long before; // the time of the row before
    private long lastPoint; // its point in the store
    private long firstRow; // of the values in the buffer

    private long uncommittedValues;
    private int uncommittedSeries;

    private RowRun(RowSettings settings, SeriesStore store, RowKeys keys, boolean stores, boolean collects, int limit) {
        this.settings = settings;
        this.store = store;
        this.keys = keys;
        this.target = new RowTarget(store, stores);
        this.limit = limit;
        this.grid = StoreGrid.of(store);
        this.tally = new ImportTally(collects);
        tally.areMillis = settings.times().form() == TimeRules.Form.EPOCH_MILLIS;
    }

    /** Creates a run that stores the values, and ends at the first problem. */
    public static RowRun into(RowSettings settings, SeriesStore store, RowKeys keys) {
        return new RowRun(settings, store, keys, true, false, 0);
    }

    /** Creates a run that collects problems, and stores nothing. */
    public static RowRun check(RowSettings settings, SeriesStore store, RowKeys keys) {
        return new RowRun(settings, store, keys, false, true, 0);
    }

    /** Creates a run that keeps the first values and then ends. It stores nothing. */
    public static RowRun preview(RowSettings settings, SeriesStore store, RowKeys keys, int values) {
        return new RowRun(settings, store, keys, false, true, values);
    }

    /** Reads the rows. */
    public ImportTally read() {
        try {
            return readAll();
        } catch (StoreSqlException e) {
            throw SqlErrors.withoutConnection(
                    e,
                    "the query of the import has a connection; if it is one of this pool, give the pool another one, or"
                            + " turn autocommit off and import into store.on(connection)");
        }
    }

    private ImportTally readAll() {
        if (settings.skipsStored()) {
            stored.addAll(store.keys(KeyFilter.all()));
        }
        try (RowStream stream = RowStream.open(settings.connection(), settings.sql(), settings.parameters())) {
            readAll(stream);
            endSeries();
            target.commit();
            if (target.stores()) {
                stream.finish();
            }
        } catch (SQLException e) {
            target.rollback();
            throw SqlErrors.translate(
                    new Doing("reading rows to import into " + store.name(), store.name(), text(key)), e);
        } catch (RuntimeException | Error e) {
            target.rollback();
            throw e;
        }
        settings.progress().update(tally.rows);
        return tally;
    }

    /** Returns the first values, for a preview. */
    public List<ReadValue> values() {
        return preview;
    }

    /** Returns the result of the writes. */
    public WriteResult written() {
        return target.written();
    }

    private void readAll(RowStream stream) throws SQLException {
        RowColumns columns;
        try {
            columns = RowColumns.of(stream, settings, grid, store.name());
        } catch (RowFormatException e) {
            tally.problem(e);
            return;
        }
        ResultSet rows = stream.rows();
        while ((limit == 0 || preview.size() < limit) && rows.next()) {
            tally.rows++;
            try {
                read(rows, columns);
            } catch (StoreException e) {
                tally.problem(e);
            }
            if (tally.rows % ROWS_PER_UPDATE == 0) {
                settings.progress().update(tally.rows);
            }
        }
    }

    private void read(ResultSet row, RowColumns columns) throws SQLException {
        SeriesKey next = key(row);
        if (next == null) {
            tally.filtered++;
            return;
        }
        if (!next.equals(key)) {
            endSeries();
            begin(next);
        }
        if (skipping) {
            tally.filtered++;
            tally.hasStored = true;
            return;
        }
        long time = time(row, columns);
        if (time == TimeReader.DROPPED) {
            tally.dropped++;
            return;
        }
        long point = grid.point(time);
        if (point < lastPoint) {
            throw problem(
                    "has the time " + Instant.ofEpochMilli(time) + ", and the row above has "
                            + Instant.ofEpochMilli(before)
                            + "; order the query by the columns of the key, then by time, and local times by the order"
                            + " in which they were measured",
                    null,
                    columns.timeName());
        }
        before = time;
        lastPoint = point;
        double value = value(row, columns);
        if (Double.isNaN(value)) {
            addMissing(point);
        } else {
            tally.moved += point == time ? 0 : 1;
            add(next, point, value);
        }
    }

    private @Nullable SeriesKey key(ResultSet row) throws SQLException {
        try {
            return keys.key(row);
        } catch (SQLException e) {
            if (SqlErrors.isBroken(e) || row.isClosed()) {
                throw e;
            }
            throw noKey(e.getMessage() + "; the columns of the query are " + RowColumns.names(row), e);
        } catch (RuntimeException e) {
            throw noKey(e.toString(), e);
        }
    }

    private RowFormatException noKey(String reason, Exception cause) {
        return new RowFormatException(
                "row " + tally.rows + ": the function for the key failed: " + reason,
                cause,
                store.name(),
                null,
                tally.rows,
                null);
    }

    private void begin(SeriesKey next) {
        key = next;
        hasValues = false;
        before = RowTimes.NONE;
        lastPoint = Long.MIN_VALUE;
        skipping = stored.contains(next);
        if (!seen.add(next)) {
            throw problem(
                    "comes after the rows of another key; order the query by the columns of the key, then by time",
                    null,
                    null);
        }
    }

    private long time(ResultSet row, RowColumns columns) throws SQLException {
        try {
            long time = columns.times().of(row, before);
            if (time == TimeColumn.NULL) {
                throw new DateTimeException("is not a time; leave such rows out in the query");
            }
            return time;
        } catch (DateTimeException e) {
            throw problem(row, columns.time(), columns.timeName(), e);
        }
    }

    private double value(ResultSet row, RowColumns columns) throws SQLException {
        try {
            return columns.values().of(row);
        } catch (ArithmeticException e) {
            throw problem(row, columns.value(), columns.valueName(), e);
        } catch (SQLException e) {
            if (SqlErrors.isBroken(e)) {
                throw e;
            }
            throw problem(
                    "has a value in column " + columns.valueName() + " that is not a number (" + e.getMessage()
                            + "); cast it in the query, or name another column by value(..)",
                    e,
                    columns.valueName());
        }
    }

    private void addMissing(long point) {
        tally.missing++;
        if (settings.lastWins() && buffer.endsAt(point)) {
            buffer.removeLast();
            tally.superseded++;
        }
    }

    private void add(SeriesKey of, long point, double value) {
        tally.values++;
        tally.first = Math.min(tally.first, point);
        tally.last = Math.max(tally.last, point);
        if (!buffer.endsAt(point)) {
            if (buffer.size() == VALUES_AT_ONCE) {
                flush();
            }
            firstRow = buffer.size() == 0 ? tally.rows : firstRow;
            buffer.add(point, value);
        } else if (Double.doubleToLongBits(value) == Double.doubleToLongBits(buffer.lastValue())) {
            tally.repeated++;
        } else if (settings.lastWins()) {
            buffer.replaceLast(value);
            tally.superseded++;
        } else {
            throw conflict(of, point, value);
        }
        if (preview.size() < limit) {
            preview.add(new ReadValue("query", tally.rows, of, point, value));
        }
    }

    private ConflictingValuesException conflict(SeriesKey of, long point, double value) {
        return new ConflictingValuesException(
                place() + " has the value " + value + " at " + Instant.ofEpochMilli(point) + ", and a row above has "
                        + buffer.lastValue() + (tally.moved > 0 ? "; offGrid(" + grid.policy() + ") moves times" : "")
                        + "; correct the table, or take the last row by lastWins()",
                store.name(),
                of.toString(),
                Instant.ofEpochMilli(point),
                buffer.lastValue(),
                value);
    }

    private void endSeries() {
        flush();
        if (hasValues) {
            hasValues = false;
            tally.series++;
            uncommittedSeries++;
            if (uncommittedValues >= VALUES_PER_COMMIT || uncommittedSeries == SERIES_PER_COMMIT) {
                target.commit();
                uncommittedValues = 0;
                uncommittedSeries = 0;
            }
        }
    }

    private void flush() {
        SeriesKey of = key;
        int size = buffer.size();
        if (of == null || size == 0) {
            return;
        }
        hasValues = true;
        uncommittedValues += size;
        try {
            tally.dropped += target.add(of, buffer.take());
        } catch (OffGridException e) {
            tally.problem(new OffGridException(rows() + e.getMessage(), e.store(), e.key(), e.instants()));
        } catch (IllegalArgumentException e) {
            tally.problem(
                    new RowFormatException(rows() + e.getMessage(), e, store.name(), of.toString(), firstRow, null));
        }
    }

    /** Returns the rows of the values in the buffer. The last row may belong to the next series. */
    private String rows() {
        return "from row " + firstRow + " on: ";
    }

    private RowFormatException problem(ResultSet row, int column, String name, RuntimeException e) throws SQLException {
        return problem("has " + row.getString(column) + " in column " + name + ", which " + e.getMessage(), e, name);
    }

    private RowFormatException problem(String what, @Nullable Throwable cause, @Nullable String column) {
        return new RowFormatException(place() + ' ' + what, cause, store.name(), text(key), tally.rows, column);
    }

    private String place() {
        return "row " + tally.rows + (key == null ? "" : " (" + key + ')');
    }

    private static @Nullable String text(@Nullable SeriesKey key) {
        return key == null ? null : key.toString();
    }
}
