package io.holcstore.testkit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;

/** The rows of a table of chunks as text, to compare a source with its replicas row for row. */
public final class StoredRows {
    /** What is a replica's own: where it got a row from, and the place of the row in its own feed. */
    private static final Set<String> OWN = Set.of("change_xid", "change_seq", "source_epoch", "source_mark");

    private StoredRows() {}

    /**
     * Every row by its key and chunk, each column of it and every byte of its blob, but for the marks of replication.
     */
    public static Map<String, String> of(DataSource dataSource, String table) throws SQLException {
        Map<String, String> rows = new TreeMap<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM \"" + table + '"')) {
            while (row.next()) {
                put(row, rows);
            }
        }
        return rows;
    }

    /** Puts the row of a {@code SELECT *} under its key. */
    public static void put(ResultSet row, Map<String, String> rows) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        StringBuilder key = new StringBuilder();
        StringBuilder rest = new StringBuilder();
        boolean inKey = true;
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String name = columns.getColumnLabel(i).toLowerCase(Locale.ROOT);
            if (!OWN.contains(name)) {
                (inKey ? key : rest)
                        .append(name)
                        .append('=')
                        .append(text(row, i, name))
                        .append(' ');
            }
            inKey &= !name.equals("chunk_index");
        }
        rows.put(key.toString(), rest.toString());
    }

    private static String text(ResultSet row, int at, String name) throws SQLException {
        if (name.equals("data")) {
            return HexFormat.of().formatHex(row.getBytes(at));
        }
        String type = row.getMetaData().getColumnTypeName(at);
        if (type.equals("timestamptz")
                || type.equals("TIMESTAMP WITH TIME ZONE")) { // as text it has the offset of whoever wrote it
            OffsetDateTime time = row.getObject(at, OffsetDateTime.class);
            return time == null ? "null" : time.toInstant().toString();
        }
        return String.valueOf(row.getString(at));
    }
}
