package io.holcstore.benchmarks;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.StoreDefinition;
import io.holcstore.testkit.FreshDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * What the work takes on disk, with indexes, once the database has settled: {@code DiskUsage OUT.csv [SERIES]}. On
 * servers that of the tables, else that of the compacted file. Columns: store, database, data, bytesPerPoint.
 */
public final class DiskUsage {
    private static final String DEFAULT_SERIES = "100";

    private DiskUsage() {}

    public static void main(String[] args) throws IOException, SQLException {
        int series = Integer.parseInt(args.length > 1 ? args[1] : DEFAULT_SERIES);
        try (CsvWriter csv = CsvWriter.builder().build(Path.of(args[0]), StandardCharsets.UTF_8)) {
            csv.writeRecord("store", "database", "data", "bytesPerPoint");
            for (Database database : Database.values()) {
                for (Data data : List.of(Data.LOAD, Data.ENERGY, Data.NOISE)) {
                    for (Encoding encoding : Encoding.values()) {
                        write(
                                csv,
                                encoding.name(),
                                database,
                                data,
                                series,
                                storeBytes(database, data, encoding, series));
                    }
                }
                if (RowPerPointTable.DATABASES.contains(database)) {
                    write(csv, "row per point", database, Data.LOAD, series, rowBytes(database, series));
                }
            }
        }
    }

    private static void write(CsvWriter csv, String store, Database database, Data data, int series, long bytes) {
        double each = (double) bytes / series / Workload.POINTS;
        csv.writeRecord(store, database.name(), data.name(), String.format(Locale.ROOT, "%.2f", each));
    }

    private static long storeBytes(Database database, Data data, Encoding encoding, int series)
            throws SQLException, IOException {
        StoreDefinition definition = Workload.definition(encoding);
        try (FreshDatabase fresh = database.fresh()) {
            ChunkStore store = definition.open(fresh.dataSource());
            store.schema().createIfMissing();
            store.insertAll(Workload.series(definition, data, series));
            return size(database, fresh, "load_curve", "load_curve_series");
        }
    }

    private static long rowBytes(Database database, int series) throws SQLException, IOException {
        List<Series> values = List.copyOf(Workload.series(Workload.definition(Encoding.LZ4), Data.LOAD, series)
                .values());
        RowPerPointTable table = new RowPerPointTable(database);
        try (FreshDatabase fresh = database.fresh()) {
            try (Connection connection = fresh.unpooled().getConnection()) {
                table.create(connection);
                if (database == Database.POSTGRESQL) {
                    table.copy(connection, values);
                } else {
                    table.insert(connection, values);
                }
            }
            return size(database, fresh, "points");
        }
    }

    private static long size(Database database, FreshDatabase fresh, String... tables)
            throws SQLException, IOException {
        database.settle(fresh);
        return database.bytes(fresh, List.of(tables));
    }
}
