package io.holcstore.http;

import static io.holcstore.http.Authorizer.bearer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.SyncException;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A source that is published on a server, and a replica of it in another database. The tests by subject are the
 * interfaces.
 */
abstract class SyncContract implements PullContract, AccessContract, HostileRequestContract, NegotiationContract {
    static final String TOKEN = "a-token.of~the/tests+1==";

    @RegisterExtension
    final DatabaseExtension sourceDatabase;

    @RegisterExtension
    final DatabaseExtension replicaDatabase;

    private final HttpKind kind;
    private ChunkStore source;
    private ChunkStore replica;
    private HttpKind.Running running;

    @SuppressWarnings("NullAway.Init") // set before each test
    SyncContract(HttpKind kind, TestDatabase database) {
        this.kind = kind;
        this.sourceDatabase = new DatabaseExtension(database);
        this.replicaDatabase = new DatabaseExtension(database);
    }

    @BeforeEach
    void start() throws Exception {
        source = Loads.create(sourceDatabase.dataSource());
        replica = Loads.create(replicaDatabase.dataSource());
        serve(bearer(TOKEN), SyncLimits.defaults(), 0);
    }

    /**
     * The source has lost its latest change, as after a restore, but not its epoch: no pull may look like success until
     * the operator begins another.
     */
    @Test
    void aSourceThatWentBackIsNeverTakenForComplete() throws Exception {
        Loads.fill(source, 4);
        client().build().pull();
        try (Connection connection = sourceDatabase.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM \"load_curve\" WHERE \"change_seq\" ="
                    + " (SELECT MAX(\"change_seq\") FROM \"load_curve\")");
        }
        source.schema().reindex();
        SyncClient client = client().pageRows(3).build();
        assertThatThrownBy(client::pull).isInstanceOf(SyncException.class).hasMessageContaining("beginEpoch()");
        assertThatThrownBy(client::resync).isInstanceOf(SyncException.class).hasMessageContaining("restored");
        source.feed().beginEpoch();
        client.resync();
        assertThat(replica.keys(KeyFilter.all())).isEqualTo(source.keys(KeyFilter.all()));
        source.forEach(
                KeyFilter.all(), (key, series) -> assertThat(replica.read(key)).contains(series));
    }

    @AfterEach
    void stop() {
        running.close();
    }

    private void serve(Authorizer authorizer, SyncLimits limits, int port) throws Exception {
        HttpKind.Publishing publishing = HttpKind.Publishing.of(
                handler ->
                        handler.publish("loads", source).authorize(authorizer).limits(limits),
                server -> server.publish("loads", source).authorize(authorizer).limits(limits));
        running = kind.start(publishing, port);
    }

    @Override
    public ChunkStore source() {
        return source;
    }

    @Override
    public ChunkStore replica() {
        return replica;
    }

    @Override
    public HttpKind.Running running() {
        return running;
    }

    @Override
    public void restart(Authorizer authorizer, SyncLimits limits) throws Exception {
        int port = running.base().getPort();
        running.close();
        serve(authorizer, limits, port);
    }
}
