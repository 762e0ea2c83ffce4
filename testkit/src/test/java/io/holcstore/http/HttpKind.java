package io.holcstore.http;

import java.net.URI;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The servers that a contract runs on. */
interface HttpKind {
    HttpKind JDK = (publishing, port) -> {
        SyncServer server = publishing.server().start(port);
        return new Running(URI.create("http://localhost:" + server.port()), server);
    };

    HttpKind JETTY = (publishing, port) -> {
        Server server = new Server();
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setRequestHeaderSize(16 << 10); // so that it is not Jetty that refuses long queries
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
        connector.setPort(port);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/app");
        context.addServlet(new ServletHolder(new SyncServlet(publishing.handler())), "/sync/*");
        server.setHandler(context);
        server.start();
        return new Running(URI.create("http://localhost:" + connector.getLocalPort() + "/app/sync"), server::stop);
    };

    /** What is served, for either kind. */
    record Publishing(SyncHandler.Builder handlerBuilder, SyncServer.Builder server) {
        static Publishing of(UnaryOperator<SyncHandler.Builder> handler, UnaryOperator<SyncServer.Builder> server) {
            return new Publishing(handler.apply(SyncHandler.builder()), server.apply(SyncServer.builder()));
        }

        SyncHandler handler() {
            return handlerBuilder.build();
        }
    }

    /** A server that listens. */
    record Running(URI base, AutoCloseable server) implements AutoCloseable {
        URI store(String name) {
            return URI.create(base + "/" + name);
        }

        @Override
        public void close() {
            try {
                server.close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Starts on a port; 0 for any. */
    Running start(Publishing publishing, int port) throws Exception;
}
