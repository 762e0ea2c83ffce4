package io.holcstore.files;

import io.holcstore.error.ConflictingValuesException;
import io.holcstore.error.OffGridException;
import io.holcstore.error.RowFormatException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.internal.files.Checks;
import io.holcstore.internal.files.ImportTally;
import io.holcstore.internal.files.rows.RowRun;
import io.holcstore.internal.files.rows.RowSettings;
import io.holcstore.internal.files.time.Repeats;
import io.holcstore.internal.files.time.Skips;
import io.holcstore.internal.files.time.TimeRules;
import io.holcstore.key.SeriesKey;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.Progress;
import io.holcstore.store.SeriesStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads series from a table that has one row for each value. The rows come from a query in any database that has a JDBC
 * driver, which may be another one than that of the store:
 *
 * <pre>{@code
 * RowImport.query(connection, "select meter, ts, kwh from reading order by meter, ts")
 *         .onProgress(Progress.bar("importing"))
 *         .into(store, row -> store.key(row.getLong(1)));
 * }</pre>
 *
 * <p><b>Rows</b> must be ordered by the columns of the key, then by time. Keys may have any order, but the rows of a
 * key must stand together. A key that comes back, or a time before that of the row above, is a
 * {@link RowFormatException}.
 *
 * <p><b>Columns.</b> The last two columns are the time and the value, unless {@link #time} and {@link #value} name
 * others. Timestamps with time zone are instants. Timestamps without time zone, and dates, need {@link #tz(String)}; a
 * date is the first instant of its day. Numbers need {@link #epochSeconds()} or {@link #epochMillis()}. Values are
 * numbers of any type, and are read as doubles. NULL and NaN are gaps, which keep what is stored. A time that is NULL,
 * or finer than a millisecond, is an error.
 *
 * <p><b>Transactions.</b> An import is not one transaction. It commits whole series, at the first end of a series after
 * a million values: a series is stored with all its rows or with none of them. After an error, a crash or a kill, what
 * was committed stays. Run the import again to continue: the same rows store the same values. {@link #skipStored()}
 * leaves out the series that are already stored. To have all of it in one transaction, turn autocommit
 * off and import into {@link SeriesStore#on}; this also works with the connection of the query.
 *
 * <p><b>The connection</b> stays open. In autocommit mode, the query runs in a transaction that ends with the import,
 * and the connection then has its former settings. Otherwise the query is part of your transaction. Do not use the
 * connection in the meantime. The store needs another connection, unless you import into {@link SeriesStore#on}.
 *
 * <p><b>Cost.</b> Memory does not depend on the number of rows: the import holds some thousand rows, a quarter of a
 * million values, the content of a {@link BulkWriter}, and each key. PostgreSQL and H2 return rows page by page. In
 * your transaction below {@link Connection#TRANSACTION_REPEATABLE_READ}, H2 first collects the whole result. Other
 * drivers do what they are configured to do.
 *
 * <p>Immutable. Each method returns a new description. As thread-safe as the connection.
 */
public final class RowImport {
    /** Makes the key of a series from a row. */
    @FunctionalInterface
    public interface KeyReader {
        /**
         * Returns the key of a row. Null leaves the row out. The import calls it for each row. It may only read the
         * row by its getters. A CHAR column pads its texts with blanks: strip them.
         */
        @Nullable
        SeriesKey key(ResultSet row) throws SQLException;
    }

    private final RowSettings settings;

    private RowImport(RowSettings settings) {
        this.settings = settings;
    }

    /**
     * Describes an import of the rows of a query. {@link #into}, {@link #check} and {@link #preview} run the query.
     *
     * @param sql a query in the SQL of the connection's database
     * @param parameters the values of its question marks, as {@code PreparedStatement.setObject} takes them
     */
    public static RowImport query(Connection connection, String sql, @Nullable Object... parameters) {
        return new RowImport(RowSettings.of(
                Objects.requireNonNull(connection, "connection"), Objects.requireNonNull(sql, "sql"), parameters));
    }

    /** Sets the column of times by its name. The default is the last column but one. */
    public RowImport time(String column) {
        return new RowImport(settings.withTime(Objects.requireNonNull(column, "time")));
    }

    /** Sets the column of values by its name. The default is the last column. */
    public RowImport value(String column) {
        return new RowImport(settings.withValue(Objects.requireNonNull(column, "value")));
    }

    /** Sets the zone of timestamps without time zone, and of dates. */
    public RowImport tz(ZoneId zone) {
        return with(settings.times().withZone(Objects.requireNonNull(zone, "tz")));
    }

    /**
     * Sets the zone of timestamps without time zone, and of dates, by its name.
     *
     * @throws IllegalArgumentException when the JDK knows no such zone
     */
    public RowImport tz(String zone) {
        return tz(Checks.zone(zone));
    }

    /**
     * Sets the meaning of a timestamp without time zone that occurs twice. The default refuses it.
     * {@link RepeatedHour#IN_ORDER} needs rows in the order in which they were measured. A query that orders by the
     * local time mixes the two hours, and is refused.
     */
    public RowImport repeatedHour(RepeatedHour rule) {
        return with(settings.times()
                .withRepeated(Repeats.valueOf(
                        Objects.requireNonNull(rule, "repeatedHour").name())));
    }

    /** Sets the meaning of a timestamp without time zone that the clock skips. The default refuses it. */
    public RowImport skippedHour(SkippedHour rule) {
        return with(settings.times()
                .withSkipped(Skips.valueOf(
                        Objects.requireNonNull(rule, "skippedHour").name())));
    }

    /** Reads times as numbers of seconds since 1970-01-01T00:00Z, with decimals or without. */
    public RowImport epochSeconds() {
        return with(settings.times().withForm(TimeRules.Form.EPOCH_SECONDS));
    }

    /** Reads times as numbers of milliseconds since 1970-01-01T00:00Z. */
    public RowImport epochMillis() {
        return with(settings.times().withForm(TimeRules.Form.EPOCH_MILLIS));
    }

    /**
     * Reads times as the ends of intervals, one step of the store long. The value gets the start of its interval.
     * Refused for a store without a step.
     */
    public RowImport endOfInterval() {
        return with(settings.times().withEnd());
    }

    /**
     * Takes the last of several rows with one key and time, also where its value is missing. The default refuses two
     * values for one instant. Order the query by what makes a row the last one, such as
     * {@code order by meter, ts, received_at}.
     */
    public RowImport lastWins() {
        return new RowImport(settings.withLastWins());
    }

    /**
     * Leaves out the series that the store has when the import begins. Thus an import that was interrupted continues,
     * as long as nobody else stores these series. It first reads all keys of the store. The query returns the rows that
     * are left out, too: begin a long query behind the last stored key instead, as in {@code where meter > ?}.
     */
    public RowImport skipStored() {
        return new RowImport(settings.withSkipsStored());
    }

    /** Reports how many rows have been read. */
    public RowImport onProgress(Progress listener) {
        return new RowImport(settings.withProgress(Objects.requireNonNull(listener, "progress")));
    }

    private RowImport with(TimeRules rules) {
        return new RowImport(settings.with(rules));
    }

    /**
     * Merges the rows into a store.
     *
     * @throws RowFormatException when the rows are not as described; what was committed before stays
     * @throws ConflictingValuesException when two rows have different values for one key and time
     * @throws OffGridException when times lie off the grid of the store
     * @throws StoreSqlException when a database refuses, that of the query or that of the store
     * @throws IllegalArgumentException when a setting does not fit the store
     */
    public ImportReport into(SeriesStore store, KeyReader keys) {
        RowRun run = RowRun.into(settings, store, Objects.requireNonNull(keys, "keys")::key);
        return ImportReport.stored(read(run), run.written());
    }

    /**
     * Reads all rows, and reports every problem instead of ending at the first one. Stores nothing, and rolls back the
     * transaction of a query that it has begun.
     *
     * @throws StoreSqlException when a database refuses
     * @throws IllegalArgumentException when a setting does not fit the store
     */
    public ImportReport check(SeriesStore store, KeyReader keys) {
        return ImportReport.checked(read(RowRun.check(settings, store, Objects.requireNonNull(keys, "keys")::key)));
    }

    /**
     * Reads the first values, and shows their keys and times. Stores nothing, and rolls back the transaction of a query
     * that it has begun.
     *
     * @param values how many to read
     * @throws StoreSqlException when a database refuses
     * @throws IllegalArgumentException when a setting does not fit the store; unless there is at least one value
     */
    public ImportPreview preview(SeriesStore store, KeyReader keys, int values) {
        RowRun run = RowRun.preview(settings, store, Objects.requireNonNull(keys, "keys")::key, Checks.buffer(values));
        ImportTally tally = read(run);
        return ImportPreview.of("row", run.values(), tally, store.zone());
    }

    private ImportTally read(RowRun run) {
        try {
            return run.read();
        } finally {
            settings.progress().finish();
        }
    }
}
