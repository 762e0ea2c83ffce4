package io.holcstore.http;

import io.holcstore.internal.http.server.ServletDoor;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;

/**
 * Publishes the changes of stores within a servlet container (Servlet 5 or later), mapped to a path of its own: at
 * {@code /sync/*} the store {@code loads} is {@code /sync/loads}.
 *
 * <pre>{@code
 * new SyncServlet(SyncHandler.builder().publish("loads", store).authorize(bearer(token)).build())
 * }</pre>
 *
 * <p>A filter before this servlet must not read parameters, because that consumes the form of a POST. A modular
 * application must require {@code jakarta.servlet} itself. This module does not pass it on, so that applications
 * without servlets compile.
 *
 * <p>The container waits for slow clients and must limit that time. Configure it to close connections that are idle for
 * 30 seconds during a request or an answer (the idle timeout of a Jetty connector, the {@code connectionTimeout} of a
 * Tomcat connector). Give it more threads than {@link SyncLimits#concurrentRequests}. Of the times in
 * {@link SyncLimits}, this servlet checks {@code requestTime} and {@code answerTime} whenever bytes move. The container
 * is responsible for {@code connections} and {@code stallTime}.
 */
@SuppressWarnings("exports") // of HttpServlet, to applications that require it
public final class SyncServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient SyncHandler handler;

    /** Creates a servlet that answers with a handler. Any number of servlets may share the handler. */
    public SyncServlet(SyncHandler handler) {
        this.handler = Objects.requireNonNull(handler, "handler");
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ServletDoor.handle(handler.door(), request, response);
    }
}
