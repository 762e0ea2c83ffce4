package io.holcstore.internal.sql;

import io.holcstore.internal.axis.AxisKind;
import io.holcstore.internal.axis.AxisKinds;
import io.holcstore.internal.axis.BinaryFields;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.AxisValue;
import io.holcstore.key.Condition;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a key: their names, and how to bind, read and filter them. A table of this library without axes has
 * one column that is always 0, so that statements need no special case. In a table of another application without axes,
 * statements use the constant 0 instead.
 */
public final class KeyColumns {
    private static final Axis<Short> ONLY = Axis.of("series", AxisType.SMALLINT);
    private static final Object ONLY_VALUE = (short) 0;

    private final List<Axis<?>> axes;
    private final List<Axis<?>> columns;
    private final List<AxisKind<Object>> kinds;
    private final SqlDialect dialect;
    private final boolean ours;
    private final String noColumn;
    private final List<String> plainNames;
    private final String names;
    private final String equal;

    public KeyColumns(List<Axis<?>> axes, SqlDialect dialect) {
        this(axes, dialect, true);
    }

    /**
     * Creates the columns of a key.
     *
     * @param ours whether the table has a column even if there are no axes
     */
    public KeyColumns(List<Axis<?>> axes, SqlDialect dialect, boolean ours) {
        this.axes = axes;
        this.columns = columns(axes);
        this.kinds = columns.stream().map(axis -> AxisKinds.of(axis.type())).toList();
        this.dialect = dialect;
        this.ours = ours;
        this.noColumn = dialect.cast("0", dialect.columnType(ONLY.type()));
        this.plainNames = columns.stream().map(column -> name("", column)).toList();
        this.names = String.join(", ", plainNames);
        this.equal = plainNames.stream().map(name -> name + " = ?").collect(Collectors.joining(" AND "));
    }

    /** Returns the columns for a key with these axes. */
    static List<Axis<?>> columns(List<Axis<?>> axes) {
        return axes.isEmpty() ? List.of(ONLY) : axes;
    }

    private String name(String prefix, Axis<?> column) {
        return axes.isEmpty() && !ours ? noColumn : prefix + TableSpec.quote(column.name());
    }

    public List<Axis<?>> columns() {
        return columns;
    }

    public int size() {
        return columns.size();
    }

    /** Returns the quoted names, each with a prefix such as {@code h.}, separated by commas. */
    public String names(String prefix) {
        return columns.stream().map(a -> name(prefix, a)).collect(Collectors.joining(", "));
    }

    public String names() {
        return names;
    }

    /** Returns {@code "a" = ? AND "b" = ?}. */
    public String equal() {
        return equal;
    }

    /** Returns {@code c."a" = h."a" AND c."b" = h."b"}. */
    public String join(String left, String right) {
        return columns.stream()
                .map(a -> left + TableSpec.quote(a.name()) + " = " + right + TableSpec.quote(a.name()))
                .collect(Collectors.joining(" AND "));
    }

    /** Splits a list into parts of at most {@code size}, in its order. */
    public static <T> List<List<T>> parts(List<T> list, int size) {
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < list.size(); from += size) {
            parts.add(list.subList(from, Math.min(from + size, list.size())));
        }
        return parts;
    }

    public static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    /** Returns the value of the i-th column. */
    public Object value(SeriesKey key, int i) {
        return axes.isEmpty() ? ONLY_VALUE : key.value(i);
    }

    /** Binds the key from parameter {@code at} on and returns the index of the next parameter. */
    public int bind(PreparedStatement statement, int at, SeriesKey key) throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            kinds.get(i).bind(statement, at + i, value(key, i), dialect);
        }
        return at + columns.size();
    }

    /** Reads the key at the beginning of each row. */
    public List<SeriesKey> readAll(ResultSet rows) throws SQLException {
        List<SeriesKey> found = new ArrayList<>();
        while (rows.next()) {
            found.add(read(rows, 1));
        }
        return found;
    }

    /** Reads a key from column {@code at} on. */
    public SeriesKey read(ResultSet row, int at) throws SQLException {
        AxisValue<?>[] read = new AxisValue<?>[axes.size()];
        for (int i = 0; i < read.length; i++) {
            Object value = kinds.get(i).read(row, at + i, dialect);
            if (value == null || row.wasNull()) {
                throw isNull(axes.get(i));
            }
            read[i] = axes.get(i).widen(value);
        }
        return SeriesKey.of(read);
    }

    private static SQLException isNull(Axis<?> axis) {
        return new SQLException(
                "column \"" + axis.name()
                        + "\" is NULL in a row, but a key must have a value on each axis: set a value, or filter by"
                        + " this axis, because no filter on it matches NULL",
                SqlFailures.NULL);
    }

    /**
     * Returns the condition that a row comes after a key in the order of {@link #names()}, see {@link #bindAfter}.
     */
    public String after() {
        if (dialect.comparesRows()) {
            return '(' + names() + ") > (" + marks(size()) + ')';
        }
        String condition = "";
        for (int i = size() - 1; i >= 0; i--) {
            String name = name("", columns.get(i));
            condition =
                    condition.isEmpty() ? name + " > ?" : name + " >= ? AND (" + name + " > ? OR (" + condition + "))";
        }
        return condition;
    }

    /** Binds the key for {@link #after} and returns the index of the next parameter. */
    public int bindAfter(PreparedStatement statement, int at, SeriesKey key) throws SQLException {
        if (dialect.comparesRows()) {
            return bind(statement, at, key);
        }
        int next = at;
        for (int i = 0; i < size(); i++) {
            for (int times = i < size() - 1 ? 2 : 1; times > 0; times--) {
                kinds.get(i).bind(statement, next++, value(key, i), dialect);
            }
        }
        return next;
    }

    /** Adds the fields of a key to a row in binary form. */
    public void write(BinaryFields row, SeriesKey key) {
        for (int i = 0; i < kinds.size(); i++) {
            kinds.get(i).write(row, value(key, i));
        }
    }

    /**
     * Returns the condition of a filter as SQL, with {@code ?} for its values and {@code prefix} before every column.
     */
    public String where(KeyFilter filter, String prefix, SqlDialect dialect) {
        StringJoiner and = new StringJoiner(" AND ");
        and.setEmptyValue("1 = 1");
        for (Condition condition : filter.conditions()) {
            requireAxis(condition.axis());
            String column = prefix + TableSpec.quote(condition.axis().name());
            if (condition instanceof Condition.In<?> in) {
                and.add(isOneOf(column, in, dialect));
            } else {
                AxisType<?> type = condition.axis().type();
                String bound = dialect.orderedBound(type);
                String ordered = dialect.ordered(column, type);
                and.add(ordered + " >= " + bound + " AND " + ordered + " <= " + bound);
            }
        }
        return and.toString();
    }

    private static String isOneOf(String column, Condition.In<?> in, SqlDialect dialect) {
        int values = in.values().size();
        if (values > dialect.longestList()) {
            AxisType<?> type = in.axis().type();
            return dialect.findsValuesOfArrays()
                    ? dialect.isAnyOf(column, type)
                    : columnTexts(in, dialect)
                            .map(text -> dialect.cast(Ddl.literal(text), dialect.columnType(type)))
                            .collect(Collectors.collectingAndThen(
                                    Collectors.toList(), literals -> in(column, literals, dialect)));
        }
        return in(column, Collections.nCopies(values, "?"), dialect);
    }

    /** Returns the condition that a column has one of these values. */
    public static String in(String column, List<String> values, SqlDialect dialect) {
        if (values.isEmpty()) {
            return "1 = 0";
        }
        if (values.size() <= dialect.listLimit()) {
            return column + " IN (" + String.join(", ", values) + ')';
        }
        return parts(values, dialect.listLimit()).stream()
                .map(list -> in(column, list, dialect))
                .collect(Collectors.joining(" OR ", "(", ")"));
    }

    private static Stream<String> columnTexts(Condition.In<?> in, SqlDialect dialect) {
        AxisKind<Object> kind = AxisKinds.of(in.axis().type());
        return in.values().stream().map(value -> kind.columnText(value, dialect));
    }

    /** Binds the values of a filter in the order of {@link #where} and returns the index of the next parameter. */
    public int bind(PreparedStatement statement, int at, KeyFilter filter) throws SQLException {
        int next = at;
        for (Condition condition : filter.conditions()) {
            if (condition instanceof Condition.In<?> in && in.values().size() > dialect.longestList()) {
                if (dialect.findsValuesOfArrays()) {
                    dialect.bindTexts(
                            statement, next++, columnTexts(in, dialect).toArray(String[]::new));
                }
            } else if (condition instanceof Condition.In<?> in) {
                AxisKind<Object> kind = AxisKinds.of(in.axis().type());
                for (Object value : in.values()) {
                    kind.bind(statement, next++, value, dialect);
                }
            } else if (condition instanceof Condition.Between<?> between) {
                AxisKind<Object> kind = AxisKinds.of(between.axis().type());
                kind.bind(statement, next++, between.from(), dialect);
                kind.bind(statement, next++, between.to(), dialect);
            }
        }
        return next;
    }

    private void requireAxis(Axis<?> axis) {
        if (!axes.contains(axis)) {
            throw new IllegalArgumentException("the filter names axis " + axis + "; the store has "
                    + axes.stream().map(Axis::toString).collect(Collectors.joining(", ", "(", ")")));
        }
    }

    /** Returns the condition that a row has one of {@code count} keys, see {@link #bindAmong}. */
    public String among(int count) {
        return among("", null, count);
    }

    /** Returns the condition that a row has one of {@code count} keys, with {@code prefix} before every column. */
    public String among(String prefix, int count) {
        return among(prefix, null, count);
    }

    /**
     * Returns the condition that a row has one of {@code count} pairs of a key and a number, see {@link #bindAmong}.
     *
     * @param number the name of the column of numbers, of type integer
     */
    public String amongNumbered(String number, int count) {
        return among("", number, count);
    }

    private String among(String prefix, @Nullable String number, int count) {
        List<String> names = new ArrayList<>();
        List<AxisType<?>> types = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            names.add(prefix.isEmpty() ? plainNames.get(i) : name(prefix, columns.get(i)));
            types.add(columns.get(i).type());
        }
        if (number != null) {
            names.add(prefix + TableSpec.quote(number));
            types.add(AxisType.INT);
        }
        if (inArrays(count)) {
            return dialect.isAnyRowOf(names, types);
        }
        if (dialect.comparesRows()) {
            return "(" + String.join(", ", names) + ") IN (" + tuples(names.size(), count) + ')';
        }
        String row = names.stream().map(name -> name + " = ?").collect(Collectors.joining(" AND ", "(", ")"));
        // a flat chain: a parser may take a minute for nested parentheses
        return '(' + String.join(" OR ", Collections.nCopies(padded(count), row)) + ')';
    }

    /**
     * Returns the query that locks the rows of {@code count} keys, in the order of the keys, see {@link #bindAmong}.
     *
     * @param selected the columns to return
     */
    public String lockAmong(String table, String selected, int count) {
        if (!inArrays(count)) {
            return dialect.lockRows(
                    "SELECT " + selected + " FROM " + table + " WHERE " + among(count) + " ORDER BY " + names());
        }
        List<AxisType<?>> types = new ArrayList<>();
        columns.forEach(column -> types.add(column.type()));
        return dialect.lockAnyRowOf(table, selected, plainNames, types);
    }

    private boolean inArrays(int count) {
        return count > 1 && dialect.findsRowsOfArrays();
    }

    /** Binds the keys for {@link #among(int)} and returns the index of the next parameter. */
    public int bindAmong(PreparedStatement statement, int at, List<SeriesKey> series) throws SQLException {
        return bindAmong(statement, at, series, null);
    }

    /**
     * Binds the keys and their numbers for {@link #amongNumbered} and returns the index of the next parameter.
     *
     * @param numbers the number of each key; null for {@link #among(int)}
     */
    public int bindAmong(PreparedStatement statement, int at, List<SeriesKey> series, int @Nullable [] numbers)
            throws SQLException {
        return inArrays(series.size())
                ? bindArrays(statement, at, series, numbers)
                : bindTuples(statement, at, series, numbers);
    }

    private int bindArrays(PreparedStatement statement, int at, List<SeriesKey> series, int @Nullable [] numbers)
            throws SQLException {
        int next = bindTexts(statement, at, series);
        if (numbers != null) {
            dialect.bindTexts(
                    statement,
                    next++,
                    Arrays.stream(numbers).mapToObj(String::valueOf).toArray(String[]::new));
        }
        return next;
    }

    /** Binds an array of texts for each column of the keys, and returns the index of the next parameter. */
    public int bindTexts(PreparedStatement statement, int at, List<SeriesKey> series) throws SQLException {
        int next = at;
        for (int i = 0; i < kinds.size(); i++) {
            String[] texts = new String[series.size()];
            for (int row = 0; row < texts.length; row++) {
                texts[row] = kinds.get(i).columnText(value(series.get(row), i), dialect);
            }
            dialect.bindTexts(statement, next++, texts);
        }
        return next;
    }

    /** Repeats the last row for as many tuples as {@link #tuples} returns. */
    private int bindTuples(PreparedStatement statement, int at, List<SeriesKey> series, int @Nullable [] numbers)
            throws SQLException {
        int next = at;
        for (int i = 0; i < padded(series.size()); i++) {
            int row = Math.min(i, series.size() - 1);
            next = bind(statement, next, series.get(row));
            if (numbers != null) {
                statement.setInt(next++, numbers[row]);
            }
        }
        return next;
    }

    /**
     * Returns {@code (?, ?), (?, ?), ..} for at least {@code count} tuples, rounded up to a power of two, so that few
     * different statements are prepared.
     */
    private static String tuples(int width, int count) {
        String tuple = '(' + marks(width) + ')';
        return String.join(", ", Collections.nCopies(padded(count), tuple));
    }

    public static int padded(int count) {
        return count <= 1 ? 1 : Integer.highestOneBit(count - 1) << 1;
    }
}
