package io.holcstore.sync;

import static io.holcstore.sync.Authorizer.bearer;

import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A source that is published on a server, and a replica of it in another database. The tests by subject are the interfaces. */
abstract class SyncContract implements PullContract, AccessContract, HostileRequestContract {
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
