package io.holcstore.internal.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** A table of chunks to insert into, see {@link SqlDialect#inserters}. */
public interface InsertTarget {
    /** Returns the quoted name of the table. */
    String quoted();

    /** Returns the columns of the key. */
    KeyColumns keys();

    /** Returns the number of columns that an insert writes. */
    int columnCount(boolean withOrigin);

    /** Returns an INSERT with a parameter for each column, see {@link #bindRow}. */
    String insertSql(boolean withOrigin);

    /** Returns the quoted columns that an insert writes, separated by commas. */
    String columns(boolean withOrigin);

    void bindRow(PreparedStatement statement, ChunkRow row) throws SQLException;

    /**
     * Counts those of these chunks that are stored, including tombstones. Accepts at most {@link Statements#GROUP}
     * chunks.
     */
    long stored(Connection connection, List<ChunkId> wanted) throws SQLException;

    /** Returns whether it is partitioned by chunks, so that {@link #explain} needs one row of each. */
    boolean isCutByChunks();

    /**
     * Throws an exception that says more about an error of an insert, when there is one.
     *
     * @param rows the rows that may have caused it
     */
    void explain(SQLException e, Collection<ChunkId> rows);

    /** Returns the name of a chunk for error messages. */
    String name(ChunkId id);
}
