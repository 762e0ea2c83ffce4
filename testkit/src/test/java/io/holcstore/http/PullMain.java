package io.holcstore.http;

import io.holcstore.store.ChunkStore;
import java.net.URI;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What {@link KilledPullContract} starts and kills: one pull into the replica that the environment names. */
final class PullMain {
    static final String URI_NAME = "HOLCSTORE_CHILD_URI";
    static final String URL = "HOLCSTORE_CHILD_URL";
    static final String USER = "HOLCSTORE_CHILD_USER";
    static final String PASSWORD = "HOLCSTORE_CHILD_PASSWORD";
    static final String DONE = "pulled";

    private PullMain() {}

    /** Needs the four variables; prints {@link #DONE} when the pull is over. */
    public static void main(String[] args) {
        ChunkStore replica = Loads.DEFINITION.open(dataSource(System.getenv(URL)));
        SyncClient.builder(URI.create(System.getenv(URI_NAME)))
                .into(replica)
                .pageRows(4)
                .build()
                .pull();
        System.out.println(DONE);
    }

    private static DataSource dataSource(String url) {
        if (url.startsWith("jdbc:h2:")) {
            JdbcDataSource h2 = new JdbcDataSource();
            h2.setURL(url + ";DB_CLOSE_DELAY=-1"); // open until the end of this process
            h2.setUser(System.getenv(USER));
            h2.setPassword(System.getenv(PASSWORD));
            return h2;
        }
        PGSimpleDataSource postgres = new PGSimpleDataSource();
        postgres.setUrl(url);
        postgres.setUser(System.getenv(USER));
        postgres.setPassword(System.getenv(PASSWORD));
        return postgres;
    }
}
