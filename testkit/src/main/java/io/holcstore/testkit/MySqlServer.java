package io.holcstore.testkit;

import com.mysql.cj.jdbc.MysqlDataSource;
import java.io.IOException;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A MySQL server. */
final class MySqlServer extends DatabaseServer {
    static final String URL_SETTING = "HOLCSTORE_TEST_MYSQL_URL";

    private static final String SESSION = "sessionVariables=sql_mode='STRICT_TRANS_TABLES,ANSI_QUOTES,PIPES_AS_CONCAT"
            + ",ONLY_FULL_GROUP_BY,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'";

    private static final MySqlServer FOR_TESTS = new MySqlServer();

    private volatile boolean own;

    private MySqlServer() {
        super("MySQL", "jdbc:mysql://", URL_SETTING);
    }

    static MySqlServer forTests() {
        return FOR_TESTS;
    }

    @Override
    String startOwn() throws IOException {
        own = true;
        return MySqlNode.start();
    }

    @Override
    DataSource source(String place, String settings) throws SQLException {
        MysqlDataSource source = new MysqlDataSource();
        source.setUrl(place + '?' + SESSION + settings);
        return fit(source);
    }

    /** Returns a data source of this server that stores can use. */
    DataSource fit(DataSource source) {
        return own ? new EarlierMySql(source) : source;
    }
}
