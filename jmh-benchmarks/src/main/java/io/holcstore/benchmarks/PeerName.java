package io.holcstore.benchmarks;

import io.holcstore.store.Encoding;
import io.questdb.std.Os;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;

/**
 * The places that are measured beside each other. {@code PeerName [queries]} prints those that this platform can run
 * (or of them those that have updates and aggregates) with commas between, and on stderr which it cannot.
 */
public enum PeerName {
    COMPACT("HoLcStore COMPACT, PostgreSQL") {
        @Override
        Peer open(Data data) {
            return new StorePeer(Database.POSTGRESQL, Encoding.COMPACT);
        }
    },
    LZ4("HoLcStore LZ4, PostgreSQL") {
        @Override
        Peer open(Data data) {
            return new StorePeer(Database.POSTGRESQL, Encoding.LZ4);
        }
    },
    COMPACT_H2("HoLcStore COMPACT, H2") {
        @Override
        Peer open(Data data) {
            return new StorePeer(Database.H2, Encoding.COMPACT);
        }
    },
    ROWS("row per point, PostgreSQL") {
        @Override
        Peer open(Data data) throws Exception {
            return new RowPeer(Database.POSTGRESQL);
        }
    },
    DUCKDB("DuckDB") {
        @Override
        void loadLibraries() throws Exception {
            DriverManager.getConnection("jdbc:duckdb:").close();
        }

        @Override
        Peer open(Data data) throws Exception {
            return new DuckDbPeer();
        }
    },
    QUESTDB("QuestDB") {
        @Override
        void loadLibraries() {
            Os.init();
        }

        @Override
        Peer open(Data data) throws Exception {
            return new QuestDbPeer();
        }
    },
    TSFILE("TsFile") {
        @Override
        boolean hasQueries() {
            return false;
        }

        @Override
        Peer open(Data data) throws Exception {
            return new TsFilePeer(data);
        }
    };

    private final String label;

    PeerName(String label) {
        this.label = label;
    }

    /** What reports call it. */
    String label() {
        return label;
    }

    /** A new, empty place for such values. */
    abstract Peer open(Data data) throws Exception;

    /** Whether points can be replaced and totals asked for. */
    boolean hasQueries() {
        return true;
    }

    /** Loads the native libraries that it needs; fails if it has none for this platform. */
    void loadLibraries() throws Exception {
        // most need none, or bring one for every platform
    }

    public static void main(String[] args) {
        boolean queries = args.length > 0;
        List<String> names = new ArrayList<>();
        for (PeerName name : values()) {
            try {
                name.loadLibraries();
                if (!queries || name.hasQueries()) {
                    names.add(name.name());
                }
            } catch (Exception | LinkageError e) {
                System.err.println("skipped: " + name.label + " has no native library for this platform: " + e);
            }
        }
        System.out.println(String.join(",", names));
    }
}
