package io.holcstore.internal.http.server;

import io.holcstore.internal.http.Request;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;

/** Passes the requests of a servlet container to a {@link Door}. */
public final class ServletDoor {
    private ServletDoor() {}

    /**
     * Answers a request.
     *
     * @throws IOException when the client is gone
     */
    public static void handle(Door door, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        Request neutral = new Request(
                request.getMethod(),
                path == null ? "" : path,
                request.getQueryString(),
                name -> Collections.list(request.getHeaders(name)),
                request.getInputStream(),
                request.getScheme(),
                request.getContextPath() + request.getServletPath(),
                request.getRemoteAddr());
        door.handle(neutral, (status, headers) -> {
            response.setStatus(status);
            headers.forEach(response::setHeader);
            return response.getOutputStream();
        });
    }
}
