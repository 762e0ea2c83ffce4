package io.holcstore.testkit;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** A MariaDB server. */
final class MariaDbServer extends DatabaseServer {
    static final String URL_SETTING = "HOLCSTORE_TEST_MARIADB_URL";

    private static final String SESSION = "sessionVariables=sql_mode='STRICT_TRANS_TABLES,ANSI_QUOTES,PIPES_AS_CONCAT"
            + ",ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION'";

    private static final MariaDbServer FOR_TESTS =
            new MariaDbServer(List.of("--innodb-flush-method=nosync", "--debug-no-sync"));
    private static final MariaDbServer DURABLE = new MariaDbServer(List.of());

    private final List<String> options;

    MariaDbServer(List<String> options) {
        super("MariaDB", "jdbc:mariadb://", URL_SETTING);
        this.options = options;
    }

    static MariaDbServer forTests() {
        return FOR_TESTS;
    }

    static MariaDbServer durable() {
        return DURABLE;
    }

    @Override
    String startOwn() throws IOException {
        return MariaDbNode.start(options).url();
    }

    @Override
    DataSource source(String place, String settings) throws SQLException {
        return new MariaDbDataSource(place + '?' + SESSION + settings);
    }
}
