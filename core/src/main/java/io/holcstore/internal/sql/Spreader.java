package io.holcstore.internal.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What spreads tables over several servers that do not commit together. Stateless and thread-safe. */
public interface Spreader {
    /** Returns its name, for messages. */
    String name();

    /** Returns its connections to its servers, by their names. They belong to the given one, which closes them. */
    Map<String, Connection> servers(Connection connection) throws SQLException;

    /** Returns whether all servers have a table, whose name is quoted and may include its schema. */
    boolean isOnAllServers(Connection connection, String table) throws SQLException;

    /**
     * Returns why its rules do not fit a store; empty if they do.
     *
     * @param axis the axis by which the definition says that series are spread
     * @param spread the tables with rows of series, that of the data first
     * @param repeated the tables that each server has in full
     */
    List<String> unfitRules(Connection connection, String axis, List<String> spread, List<String> repeated)
            throws SQLException;
}
