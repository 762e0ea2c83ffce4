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
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * What the work takes on disk, with indexes, once the database has settled: {@code DiskUsage OUT.csv [SERIES]}. On
 * servers that of the tables, else that of the compacted file. Columns: store, database, data, bytesPerPoint.
 *
 * <p>{@code DiskUsage OUT.csv SERIES PEER[,PEER ..]} writes what these {@linkplain PeerName peers} take, in the columns
 * peer, data, peerBytesPerPoint.
 */
public final class DiskUsage {
    private static final String DEFAULT_SERIES = "100";

    private DiskUsage() {}

    public static void main(String[] args) throws Exception {
        int series = Integer.parseInt(args.length > 1 ? args[1] : DEFAULT_SERIES);
        try (CsvWriter csv = CsvWriter.builder().build(Path.of(args[0]), StandardCharsets.UTF_8)) {
            if (args.length > 2) {
                writePeers(csv, series, args[2].split(",", -1));
            } else {
                writeStores(csv, series);
            }
        }
    }

    private static void writeStores(CsvWriter csv, int series) throws SQLException, IOException {
        csv.writeRecord("store", "database", "data", "bytesPerPoint");
        for (Database database : Database.values()) {
            for (Data data : Data.values()) {
                for (Encoding encoding : Encoding.values()) {
                    long bytes = storeBytes(database, data, encoding, series);
                    csv.writeRecord(encoding.name(), database.name(), data.name(), perPoint(bytes, series));
                }
            }
        }
    }

    private static void writePeers(CsvWriter csv, int series, String... peers) throws Exception {
        csv.writeRecord("peer", "data", "peerBytesPerPoint");
        StoreDefinition definition = Workload.definition(Encoding.COMPACT);
        for (Data data : List.of(Data.ENERGY, Data.NOISE)) {
            List<Series> values =
                    List.copyOf(Workload.series(definition, data, series).values());
            for (String name : peers) {
                if (data == Data.NOISE && PeerName.valueOf(name) == PeerName.ROWS) {
                    continue; // rows are as long as those of kWh
                }
                try (Peer peer = PeerName.valueOf(name).open(data)) {
                    peer.load(values);
                    peer.settle();
                    csv.writeRecord(name, data.name(), perPoint(peer.bytes(), series));
                }
            }
        }
    }

    private static String perPoint(long bytes, int series) {
        return String.format(Locale.ROOT, "%.2f", (double) bytes / series / Workload.POINTS);
    }

    private static long storeBytes(Database database, Data data, Encoding encoding, int series)
            throws SQLException, IOException {
        StoreDefinition definition = Workload.definition(encoding);
        try (FreshDatabase fresh = database.fresh()) {
            ChunkStore store = definition.open(fresh.dataSource());
            store.schema().createIfMissing();
            store.insertAll(Workload.series(definition, data, series));
            database.settle(fresh);
            return database.bytes(fresh, List.of("load_curve", "load_curve_series"));
        }
    }
}
