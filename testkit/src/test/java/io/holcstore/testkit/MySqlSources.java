package io.holcstore.testkit;

import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** Data sources of one database of MySQL. */
public final class MySqlSources {
    private MySqlSources() {}

    /** The driver of MySQL, with more settings of its URL, each behind an ampersand. */
    public static DataSource of(FreshDatabase database, String settings) {
        MySqlServer server = MySqlServer.forTests();
        return server.source(database.schema(), settings, server::source);
    }

    /** The driver of MariaDB. */
    public static DataSource byDriverOfMariaDb(FreshDatabase database) {
        MySqlServer server = MySqlServer.forTests();
        return server.source(
                database.schema(),
                "",
                (place, settings) -> server.fit(new MariaDbDataSource(
                        place.replace("jdbc:mysql:", "jdbc:mariadb:") + '?' + settings.substring(1))));
    }

    /** A data source that changes no statement, so that stores see the version that the server has. */
    public static DataSource asItIs(FreshDatabase database) {
        DataSource source = of(database, "");
        return source instanceof EarlierMySql earlier ? earlier.delegate : source;
    }
}
