package io.holcstore.internal.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** A table of chunks as those see it who insert into it, see {@link SqlDialect#inserters}. */
public interface InsertTarget {
    /** The table, quoted. */
    String quoted();

    /** The columns of the key. */
    KeyColumns keys();

    /** How many columns an insert writes. */
    int columnCount(boolean withOrigin);

    /** An INSERT with a parameter for each column, see {@link #bindRow}. */
    String insertSql(boolean withOrigin);

    /** The columns that an insert writes, quoted, separated by commas. */
    String columns(boolean withOrigin);

    void bindRow(PreparedStatement statement, ChunkRow row) throws SQLException;

    /** How many of these chunks are stored, tombstones among them; at most {@link Statements#GROUP} at once. */
    long stored(Connection connection, List<ChunkId> wanted) throws SQLException;

    /** Names a chunk in errors. */
    String name(ChunkId id);
}
