package io.holcstore.internal.http;

import java.net.URI;
import java.net.http.HttpResponse;

/** Describes an answer that redirects the client. */
public final class Redirect {
    private Redirect() {}

    /**
     * Returns where the answer leads and what to change. It omits query and user of the target, which may be secrets.
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
            return said + " without a target; check the URI";
        }
        if (location.isBlank() || to.getHost() == null) {
            return said + " without a target; check the URI";
        }
        boolean less = token
                && !"https".equalsIgnoreCase(to.getScheme())
                && "https".equalsIgnoreCase(response.uri().getScheme());
        return said + " and leads to " + Quote.shown(place(to), Exchange.SHOWN) + "; redirects are not followed"
                + (token ? ", so that the bearer token is sent nowhere else" : "")
                + (less
                        ? "; that target is not https, where others can read a token: check the server's configuration"
                        : "; if that is where the store is now, give SyncClient.builder(..) the URI "
                                + Quote.shown(store(response.uri(), to, asked), Exchange.SHOWN));
    }

    private static String place(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return uri.getScheme() + "://" + uri.getHost() + port + path;
    }

    /**
     * Returns the URI to build a client with: the target without the part that a request adds to the URI of the client,
     * such as {@code /changes}.
     */
    private static String store(URI request, URI to, String asked) {
        String place = place(to);
        String known = URI.create(asked).getRawPath();
        String path = request.getRawPath();
        String below = path.startsWith(known) ? path.substring(known.length()) : "";
        return place.endsWith(below) ? place.substring(0, place.length() - below.length()) : place;
    }
}
