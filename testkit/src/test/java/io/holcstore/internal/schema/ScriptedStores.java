package io.holcstore.internal.schema;

import io.holcstore.Store;
import io.holcstore.internal.sql.Ddl;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Definition;
import io.holcstore.store.Dialect;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.KeyedStoreDefinition;
import io.holcstore.store.StoreDefinition;
import io.holcstore.store.VersionedStore;
import io.holcstore.store.VersionedStoreDefinition;
import io.holcstore.testkit.DatabaseFacts;
import io.holcstore.testkit.FreshDatabase;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import io.holcstore.time.TimeRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Stores of each kind whose tables and rows stand in scripts, {@code schema/VERSION/DIALECT-TABLE.sql}, as the library
 * of that version of the tables made them. {@link #main} writes the scripts of the present version.
 */
final class ScriptedStores {
    static final StoreDefinition PLAIN = chunks("plain", false);
    static final StoreDefinition REPLICATED = chunks("replicated", true);
    static final KeyedStoreDefinition KEYED =
            Store.defineKeyed().axis(site()).table("keyed").build();
    static final VersionedStoreDefinition VERSIONED =
            Store.defineVersioned().axis(site()).table("versioned").build();
    static final List<Definition<?>> ALL = List.of(PLAIN, REPLICATED, KEYED, VERSIONED);

    static final SeriesKey NORTH = SeriesKey.of(site().is("north"));
    static final SeriesKey SOUTH = SeriesKey.of(site().is("south's \u00e9"));

    static final Series HOURS = regular(1.5, 2.25, Double.NaN, 4, 0.1 + 0.2, -6e-7, 7, 7, 7, 8);
    static final Series LATER = regular(11, 12.5, -0.0);
    static final Series DROPPED = regular(-1, -2, -3);
    static final Series EVENTS = Series.irregular(
            new long[] {1_706_000_000_000L, 1_706_000_000_001L, 1_706_086_400_123L}, new double[] {0.5, 1e10, -3});

    /** The places of changes, which a database counts by itself. */
    private static final Set<String> COUNTED = Set.of("change_xid", "change_seq");

    private ScriptedStores() {}

    private static Axis<String> site() {
        return Axis.of("site", AxisType.TEXT);
    }

    private static StoreDefinition chunks(String table, boolean replicated) {
        var builder = Store.define()
                .axis(site())
                .chunkBy(ChunkBy.YEAR_MONTH)
                .freq("1h")
                .tz("Europe/Paris")
                .table(table);
        return (replicated ? builder.replicated() : builder).build();
    }

    /** Hours from the end of one month to the start of the next. */
    private static Series regular(double... values) {
        ZonedDateTime start = ZonedDateTime.parse("2024-01-31T20:00+01:00[Europe/Paris]");
        return Series.regular(start, Frequency.parse("1h"), values);
    }

    static String resource(int version, Dialect dialect, Definition<?> definition) {
        return "schema/" + version + "/" + dialect + "-" + definition.name() + ".sql";
    }

    /** Makes the stores and writes what the scripts hold. */
    private static void write(DataSource dataSource) {
        for (StoreDefinition definition : List.of(PLAIN, REPLICATED)) {
            ChunkStore store = definition.open(dataSource);
            store.schema().createIfMissing();
            store.insert(NORTH, HOURS);
            store.insert(SOUTH, LATER);
            if (definition.isReplicated()) { // leaves a row that says so
                store.erase(SOUTH, TimeRange.all());
            }
        }
        KeyedStore keyed = KEYED.open(dataSource);
        keyed.schema().createIfMissing();
        keyed.insert(NORTH, EVENTS);
        keyed.insert(SOUTH, LATER);
        VersionedStore versioned = VERSIONED.open(dataSource);
        versioned.schema().createIfMissing();
        versioned.append(NORTH, HOURS);
        versioned.append(NORTH, LATER);
        versioned.deleteVersion(List.of(NORTH), versioned.append(NORTH, DROPPED));
    }

    /** Writes the scripts of this version of the tables; the argument is the folder of test resources. */
    public static void main(String[] args) throws IOException, SQLException {
        for (TestDatabase kind : List.of(
                TestDatabase.h2Memory(),
                TestDatabase.postgresql(),
                TestDatabase.mariadb(),
                TestDatabase.mysql(),
                TestDatabase.sqlite())) {
            try (FreshDatabase database = kind.fresh()) {
                write(database.dataSource());
                DatabaseFacts facts = kind.facts(database.dataSource());
                for (Definition<?> definition : ALL) {
                    Path file = Path.of(args[0]).resolve(resource(Ddl.SETTINGS_VERSION, facts.dialect(), definition));
                    Files.createDirectories(file.getParent());
                    Files.writeString(file, script(definition, database, facts));
                }
            }
        }
    }

    private static String script(Definition<?> definition, FreshDatabase database, DatabaseFacts facts)
            throws SQLException {
        StringBuilder script = new StringBuilder(definition.ddl(facts.dialect()));
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet tables = connection.getMetaData().getTables(null, database.schema(), "%", null)) {
            while (tables.next()) {
                String table = tables.getString("TABLE_NAME");
                if (table.matches(definition.name() + "(_series|_history)?")) {
                    try (ResultSet row = statement.executeQuery("SELECT * FROM \"" + table + '"')) {
                        while (row.next()) {
                            script.append('\n')
                                    .append(insert(table, row, facts))
                                    .append(";\n");
                        }
                    }
                }
            }
        }
        return script.toString();
    }

    private static String insert(String table, ResultSet row, DatabaseFacts facts) throws SQLException {
        StringJoiner columns = new StringJoiner(", ", "INSERT INTO \"" + table + "\" (", ")\n");
        StringJoiner values = new StringJoiner(", ", "VALUES (", ")");
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            String column = row.getMetaData().getColumnName(i);
            if (!COUNTED.contains(column)) {
                columns.add('"' + column + '"');
                values.add(
                        column.equals("data")
                                ? facts.bytes(HexFormat.of().formatHex(row.getBytes(i)))
                                : literal(row.getString(i)));
            }
        }
        return columns.toString() + values;
    }

    /** A value as text. Rows are written in the past, so that no clock is behind them. */
    private static String literal(@Nullable String text) {
        return text == null
                ? "NULL"
                : '\''
                        + text.replace("'", "''")
                                .replace(LocalDate.now(ZoneOffset.UTC).toString(), "2024-07-01")
                        + '\'';
    }
}
