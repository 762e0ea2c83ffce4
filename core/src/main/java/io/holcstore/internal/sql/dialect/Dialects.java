package io.holcstore.internal.sql.dialect;

import io.holcstore.error.DefinitionException;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.dialect.h2.H2Dialect;
import io.holcstore.internal.sql.dialect.innodb.MariaDbDialect;
import io.holcstore.internal.sql.dialect.innodb.MySqlDialect;
import io.holcstore.internal.sql.dialect.postgresql.PostgreSqlDialect;
import io.holcstore.internal.sql.dialect.shardingsphere.ShardingSphereDialect;
import io.holcstore.internal.sql.dialect.sqlite.SqliteDialect;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The supported databases. */
public final class Dialects {
    /** A list that changes only where a test of this library adds the dialect of a database for tests. */
    static final CopyOnWriteArrayList<SqlDialect> KNOWN = new CopyOnWriteArrayList<>(List.of(
            PostgreSqlDialect.INSTANCE,
            H2Dialect.INSTANCE,
            MariaDbDialect.INSTANCE,
            MySqlDialect.INSTANCE,
            SqliteDialect.INSTANCE));

    private Dialects() {}

    static boolean any(Predicate<SqlDialect> says) {
        return KNOWN.stream().anyMatch(says);
    }

    static boolean all(Predicate<SqlDialect> says) {
        return KNOWN.stream().allMatch(says);
    }

    /** Returns whether the driver of a connection knows without a round trip that a transaction is open. */
    public static boolean knowTransaction(Connection connection) throws SQLException {
        for (SqlDialect dialect : KNOWN) {
            if (dialect.knowsTransaction(connection)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the dialect that an application names. */
    public static SqlDialect of(io.holcstore.store.Dialect named) {
        return switch (named) {
            case POSTGRESQL -> PostgreSqlDialect.INSTANCE;
            case H2 -> H2Dialect.INSTANCE;
            case MARIADB -> MariaDbDialect.INSTANCE;
            case MYSQL -> MySqlDialect.INSTANCE;
            case SQLITE -> SqliteDialect.INSTANCE;
        };
    }

    /**
     * Returns the dialect of the database behind a connection.
     *
     * @throws DefinitionException when the database is not supported
     */
    public static SqlDialect of(Connection connection) throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        for (SqlDialect dialect : KNOWN) {
            if (dialect.isOf(database)) {
                return ShardingSphereDialect.isBehind(connection) ? ShardingSphereDialect.INSTANCE : dialect;
            }
        }
        throw new DefinitionException(
                "no dialect for the database '" + database.getDatabaseProductName() + "'; there are "
                        + KNOWN.stream().map(SqlDialect::product).collect(Collectors.joining(", ")),
                null);
    }
}
