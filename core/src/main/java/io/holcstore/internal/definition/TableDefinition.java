package io.holcstore.internal.definition;

import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.dialect.Dialects;
import io.holcstore.internal.time.Years;
import io.holcstore.key.Axis;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.Definition;
import io.holcstore.store.Dialect;
import io.holcstore.store.StoreOptions;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * The common part of each {@link Definition}: axes, tables, and how to open the store.
 *
 * @param <D> the kind of definition
 * @param <S> the kind of store
 */
public abstract class TableDefinition<D extends TableDefinition<D, S>, S> implements Definition<S> {
    /**
     * Creates stores.
     *
     * @param <D> the kind of definition
     * @param <S> the kind of store
     */
    public interface Opener<D, S> {
        S open(D definition, DataSource dataSource, StoreOptions options);
    }

    private final KeyAxes axes;
    private final TableSpec spec;
    private final Opener<D, S> opener;

    public TableDefinition(KeyAxes axes, TableSpec spec, Opener<D, S> opener) {
        this.axes = axes;
        this.spec = spec;
        this.opener = opener;
    }

    /** Returns this definition with its own type. */
    public abstract D self();

    @Override
    public final S open(DataSource dataSource, StoreOptions options) {
        return opener.open(
                self(), Objects.requireNonNull(dataSource, "dataSource"), Objects.requireNonNull(options, "options"));
    }

    @Override
    public final String ddl(Dialect dialect) {
        return Ddl.script(spec, Dialects.of(dialect));
    }

    @Override
    public final SeriesKey key(Object... values) {
        return axes.key(values);
    }

    /** Returns the same key with its values in the order of the axes. */
    public final SeriesKey canonical(SeriesKey key) {
        return axes.canonical(key);
    }

    @Override
    public final String name() {
        return spec.name();
    }

    /**
     * Refuses a series with a point outside the years of the store, from {@code start} to before {@code end}.
     *
     * @throws IllegalArgumentException when its first or its last point lies outside
     */
    public final void requireYears(SeriesKey key, Series series, long start, long end) {
        if (!series.isEmpty()) {
            requireYears(key, series.epochMillisAt(0), start, end);
            requireYears(key, series.epochMillisAt(series.size() - 1), start, end);
        }
    }

    private void requireYears(SeriesKey key, long epochMillis, long start, long end) {
        if (epochMillis < start || epochMillis >= end) {
            throw new IllegalArgumentException(name() + ", " + key + ": " + Years.text(epochMillis)
                    + " lies outside the years " + Years.FIRST + " to " + Years.LAST
                    + ", which are those of databases; correct the unit of such times, which is milliseconds, or leave"
                    + " them out");
        }
    }

    @Override
    public final List<Axis<?>> axes() {
        return axes.list();
    }

    /** Returns the tables of the store. */
    public final TableSpec spec() {
        return spec;
    }

    /** Returns the table and its settings, for messages and logs. */
    @Override
    public final String toString() {
        return name() + ' ' + spec.settings();
    }
}
