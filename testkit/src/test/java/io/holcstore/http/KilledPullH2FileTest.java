package io.holcstore.http;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.io.TempDir;

/** Without a pool here: a file belongs to the process that has a connection to it. */
final class KilledPullH2FileTest extends KilledPullContract {
    private final Path folder;

    KilledPullH2FileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Override
    String url() {
        return "jdbc:h2:file:" + folder.resolve("replica").toAbsolutePath();
    }

    @Override
    String user() {
        return "sa";
    }

    @Override
    String password() {
        return "";
    }

    @Override
    DataSource replicaDatabase() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url());
        source.setUser(user());
        return source;
    }
}
