package io.holcstore.http;

import io.holcstore.store.ChunkStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The source, its server and the replica under test, for the parts of a contract. */
interface OverHttp {
    HttpClient HTTP = HttpClient.newHttpClient();

    ChunkStore source();

    ChunkStore replica();

    HttpKind.Running running();

    /** The server anew, on the same port. */
    void restart(Authorizer authorizer, SyncLimits limits) throws Exception;

    /** A client that waits for nothing but answers. */
    default SyncClientBuilder client() {
        return SyncClient.builder(running().store("loads"))
                .into(replica())
                .bearerToken(SyncContract.TOKEN)
                .time(new TestTime());
    }

    /** A request by hand, of somebody who may read everything. */
    default HttpRequest.Builder request(String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create(running().base() + pathAndQuery))
                .header("Authorization", "Bearer " + SyncContract.TOKEN);
    }

    default HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
