package io.holcstore.internal.http;

import java.net.URI;
import java.net.http.HttpResponse;

/** What to say of an answer that sends the client elsewhere. */
public final class Redirect {
    private Redirect() {}

    /**
     * Where it leads, without query and user, which may be secrets, and what to change.
     *
     * @param asked the URI that the client was built with
     */
    public static String message(HttpResponse<?> response, boolean token, String asked) {
        String said = "the server answered " + response.statusCode();
        String location = response.headers().firstValue("Location").orElse("");
        URI to;
        try {
            to = response.uri().resolve(location);
        } catch (IllegalArgumentException e) {
            return said + " and names no place to go to; check the URI";
        }
        if (location.isBlank() || to.getHost() == null) {
            return said + " and names no place to go to; check the URI";
        }
        boolean less = token
                && !"https".equalsIgnoreCase(to.getScheme())
                && "https".equalsIgnoreCase(response.uri().getScheme());
        return said + " and leads to " + Quote.shown(place(to), Exchange.SHOWN) + "; redirects are not followed"
                + (token ? ", so that no other place gets the bearer token" : "")
                + (less
                        ? "; that place is not https, where a token can be read on the way: check the server's configuration"
                        : "; if that is where the store is now, give SyncClient.builder(..) the URI "
                                + Quote.shown(store(response.uri(), to, asked), Exchange.SHOWN));
    }

    private static String place(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return uri.getScheme() + "://" + uri.getHost() + port + path;
    }

    /**
     * The URI to build a client with: without what the request has after the URI of the client, such as
     * {@code /changes}.
     */
    private static String store(URI request, URI to, String asked) {
        String place = place(to);
        String known = URI.create(asked).getRawPath();
        String path = request.getRawPath();
        String below = path.startsWith(known) ? path.substring(known.length()) : "";
        return place.endsWith(below) ? place.substring(0, place.length() - below.length()) : place;
    }
}
