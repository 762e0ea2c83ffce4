package io.holcstore.explorer;

import io.holcstore.internal.http.server.Door;
import io.holcstore.internal.http.server.ServletDoor;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Shows stores within a servlet container (Servlet 5 or later), mapped to a path of its own: at {@code /explorer/*} the
 * page is {@code /explorer/}.
 *
 * <pre>{@code
 * new ExplorerServlet(Explorer.of(loads, curves).authorize(bearer(token)))
 * }</pre>
 *
 * <p>An authorizer is required. Where the container decides who may come, as with Spring Security, it may be
 * {@link io.holcstore.http.Authorizer#anyone}. What {@link io.holcstore.http.SyncServlet} says of the container and its
 * slow clients holds here, too.
 */
@SuppressWarnings("exports") // of HttpServlet, to applications that require it
public final class ExplorerServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Door door;

    /**
     * Creates a servlet that shows what an explorer would.
     *
     * @throws IllegalStateException when no authorizer is set
     * @throws io.holcstore.error.MissingLibraryException when a library of the explorer is missing
     */
    public ExplorerServlet(Explorer.Builder explorer) {
        this.door = explorer.door();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ServletDoor.handle(door, request, response);
    }
}
