package io.holcstore.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.holcstore.error.SyncException;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.TestDatabase;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The server speaks https, and the client with an HttpClient that knows its certificate. */
final class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @RegisterExtension
    final DatabaseExtension sourceDatabase = new DatabaseExtension(TestDatabase.h2Memory());

    @RegisterExtension
    final DatabaseExtension replicaDatabase = new DatabaseExtension(TestDatabase.h2Memory());

    private static SSLContext selfSigned(Path folder) throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-J-Duser.language=en", // whose years are those of certificates
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore certificate = KeyStore.getInstance("PKCS12");
        certificate.load(null, PASSWORD);
        certificate.setCertificateEntry("server", keys.getCertificate("mykey"));
        trusted.init(certificate);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    @Test
    void pullsOverHttps(@TempDir Path folder) throws Exception {
        SSLContext context = selfSigned(folder);
        ChunkStore source = Loads.create(sourceDatabase.dataSource());
        ChunkStore replica = Loads.create(replicaDatabase.dataSource());
        Loads.fill(source, 2);
        try (SyncServer server = SyncServer.builder()
                .publish("loads", source)
                .authorize(Authorizer.bearer("t"))
                .tls(context)
                .start(0)) {
            SyncClientBuilder client = SyncClient.builder(URI.create("https://localhost:" + server.port() + "/loads"))
                    .into(replica)
                    .tries(1)
                    .bearerToken("t");
            assertThatThrownBy(client.build()::pull)
                    .isInstanceOf(SyncException.class)
                    .hasMessageContaining("SSLHandshakeException");
            client.httpClient(HttpClient.newBuilder().sslContext(context).build());
            assertThat(client.build().pull().chunks()).isEqualTo(4);
        }
        Loads.assertEqual(replica, source);
    }

    /** Where the token could be read on the way is not recommended. */
    @Test
    void aRedirectToPlainHttpIsNotRecommended(@TempDir Path folder) throws Exception {
        SSLContext context = selfSigned(folder);
        ChunkStore replica = Loads.create(replicaDatabase.dataSource());
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Location", "http://localhost/loads/changes");
            exchange.sendResponseHeaders(301, -1);
            exchange.close();
        });
        server.start();
        try {
            URI uri = URI.create("https://localhost:" + server.getAddress().getPort() + "/loads");
            SyncClientBuilder client = SyncClient.builder(uri)
                    .into(replica)
                    .bearerToken("t")
                    .httpClient(HttpClient.newBuilder().sslContext(context).build());
            assertThatThrownBy(client.build()::pull)
                    .isInstanceOf(SyncException.class)
                    .hasMessageContaining("leads to http://localhost/loads/changes;")
                    .hasMessageContaining("that target is not https");
        } finally {
            server.stop(0);
        }
    }

    /** They begin a handshake and say no more. */
    @Test
    void slowClientsLeaveRoomForOthers(@TempDir Path folder) throws Exception {
        SSLContext context = selfSigned(folder);
        ChunkStore source = Loads.create(sourceDatabase.dataSource());
        ChunkStore replica = Loads.create(replicaDatabase.dataSource());
        Loads.fill(source, 2);
        List<Socket> sockets = new ArrayList<>();
        Duration never = Duration.ofDays(1);
        try (SyncServer server = SyncServer.builder()
                .publish("loads", source)
                .authorize(Authorizer.bearer("t"))
                .limits(SyncLimits.defaults().withConnections(8).withTimes(never, never, never))
                .tls(context)
                .start(0)) {
            for (int i = 0; i < 30; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                sockets.add(socket);
                socket.getOutputStream().write(22);
            }
            SyncClient.builder(URI.create("https://localhost:" + server.port() + "/loads"))
                    .into(replica)
                    .bearerToken("t")
                    .httpClient(HttpClient.newBuilder().sslContext(context).build())
                    .build()
                    .pull();
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        Loads.assertEqual(replica, source);
    }
}
