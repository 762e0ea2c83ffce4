package io.holcstore.internal.partition;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements of a database on partitions. Names of tables are quoted, except where it says otherwise. */
public interface PartitionSql {
    /** Returns the words that follow the columns of a partitioned table. */
    String by(PartitionRule rule);

    /** Returns the statements after the creation of a partitioned table of blobs. Its partitions inherit them. */
    List<String> storageSettings(String table);

    /** Returns the setting for blobs that each partition needs, as a statement on it. */
    String leafStorage(String leaf);

    /** Returns the statement that creates a partition unless it exists. It may wait for all users of the table. */
    String create(String table, String leaf, Part part, boolean blobs);

    /**
     * Returns the statements that create a partition and wait for no reader or writer of the table.
     *
     * @param tablespace where it lies; null for the place that the database chooses
     */
    List<String> attach(String table, String leaf, Part part, boolean blobs, @Nullable String tablespace);

    /** Limits how long the next statements of the transaction wait for locks, and returns the former limit. */
    String limitLockWait(Connection connection) throws SQLException;

    /** Restores the limit from before {@link #limitLockWait}. */
    void restoreLockWait(Connection connection, String before) throws SQLException;

    /** Returns the statement that waits for the writers that have locked rows of a table, and keeps others away. */
    String keepWritersAway(String heads);

    /** Returns the partitions of a table; null when it is not partitioned. The names are not quoted. */
    @Nullable
    FoundPartitions find(Connection connection, String schema, String table) throws SQLException;

    /**
     * A row that belongs to no partition.
     *
     * @param column the column of the partitions; empty where the database does not tell it
     * @param value its value as text, whose end may be cut; null where the database does not tell it
     */
    record Homeless(String column, @Nullable String value) {}

    /** Returns what an error says about a row without a partition; null for any other error. */
    @Nullable
    Homeless homeless(SQLException e);
}
