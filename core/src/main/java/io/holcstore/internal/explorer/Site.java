package io.holcstore.internal.explorer;

import io.holcstore.http.Access;
import io.holcstore.http.Authorizer;
import io.holcstore.http.SyncLimits;
import io.holcstore.http.SyncRequest;
import io.holcstore.internal.http.Endpoint;
import io.holcstore.internal.http.Problem;
import io.holcstore.internal.http.ProblemException;
import io.holcstore.internal.http.Quote;
import io.holcstore.internal.http.Reply;
import io.holcstore.internal.http.Request;
import io.holcstore.internal.http.server.Door;
import io.holcstore.internal.http.server.Gate;
import io.holcstore.internal.http.server.ServerLimits;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ReadableStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the explorer serves, and to whom: files to everyone, data to those whom the authorizer lets. Thread-safe. */
public final class Site implements Gate {
    private static final System.Logger LOG = System.getLogger("io.holcstore.explorer");
    private static final String API = "/api/";
    private static final Pattern THIS_MACHINE =
            Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Resource-Policy",
            "same-origin");

    private static final Map<String, DataEndpoint.Answering> ANSWERS = Map.of(
            "series", new SeriesEndpoint(),
            "values", new ValuesEndpoint(),
            "totals", new TotalsEndpoint(),
            "gaps", new GapsEndpoint(),
            "versions", new VersionsEndpoint(),
            "statistics", new StatisticsEndpoint(),
            "feed", new FeedEndpoint(),
            "export", new ExportEndpoint());

    private final Map<String, Published> stores;
    private final Authorizer authorizer;
    private final SyncLimits limits;
    private final boolean thisMachineOnly;
    private final Assets assets;

    /**
     * Creates a site.
     *
     * @param thisMachineOnly whether requests must be addressed to this machine by one of its own names: otherwise a
     *     page of another site, whose name was made to lead here, could read the answers in a browser on this machine
     * @throws io.holcstore.error.MissingLibraryException when a library is missing
     */
    public Site(List<ReadableStore> shown, Authorizer authorizer, SyncLimits limits, boolean thisMachineOnly) {
        Libraries.requireJackson();
        this.assets = Assets.load();
        this.authorizer = authorizer;
        this.limits = limits;
        this.thisMachineOnly = thisMachineOnly;
        this.stores = new LinkedHashMap<>();
        shown.forEach(store -> stores.put(store.name(), new Published(store)));
    }

    /** Returns a door through which requests come to this site. */
    public Door door() {
        ServerLimits server = new ServerLimits(
                limits.formBytes(),
                limits.concurrentRequests(),
                limits.requestsPerCaller(),
                limits.connections(),
                limits.requestTime(),
                limits.stallTime(),
                limits.answerTime());
        return new Door(this, server, LOG, "a request of the explorer", HEADERS);
    }

    @Override
    public Admitted admit(Request request) throws ProblemException {
        if (thisMachineOnly) {
            requireThisMachine(request);
        }
        String path = request.path();
        if (!path.startsWith(API)) {
            return new Admitted(request, request.address(), page(path), KeyFilter.all());
        }
        SyncRequest seen = new SyncRequest(
                        request.method(), path, request.queryText(), request.headers(), request.body())
                .reachedBy(request.scheme(), request.place())
                .from(request.address());
        String rest = path.substring(API.length());
        if (rest.equals("stores")) {
            Endpoint list = new StoresEndpoint(readable(seen), limits.queryLength());
            return new Admitted(request, authorizer.caller(seen), list, KeyFilter.all());
        }
        int end = rest.indexOf('/');
        String name = end < 0 ? rest : rest.substring(0, end);
        KeyFilter allowed = granted(access(name, seen));
        Published store = stores.get(name);
        DataEndpoint.Answering answering = ANSWERS.get(end < 0 ? "" : rest.substring(end + 1));
        if (store == null || answering == null) {
            throw nothing("the paths of data are api/stores and api/NAME/"
                    + ANSWERS.keySet().stream().sorted().toList() + " of the stores that api/stores lists");
        }
        return new Admitted(request, authorizer.caller(seen), new DataEndpoint(store, answering, limits), allowed);
    }

    private static void requireThisMachine(Request request) throws ProblemException {
        String host = request.header("Host").orElse("");
        if (!THIS_MACHINE.matcher(host).matches()) {
            throw new ProblemException(Problem.of(
                    403,
                    "this explorer has no authorizer and answers only to localhost, 127.0.0.1 and [::1], not to "
                            + Quote.of(host) + "; open it by one of these names, or set an authorizer"));
        }
    }

    private Endpoint page(String path) throws ProblemException {
        if (path.isEmpty()) {
            return new WithSlash();
        }
        Optional<Endpoint> file = assets.at(path);
        return file.orElseThrow(() -> nothing("the page is at the place of the explorer, and its data below api/"));
    }

    private static ProblemException nothing(String hint) {
        return new ProblemException(Problem.of(404, "nothing is published at this path; " + hint));
    }

    private Access access(String store, SyncRequest request) {
        return Objects.requireNonNull(authorizer.authorize(store, request), "the authorizer returned null");
    }

    private static KeyFilter granted(Access access) throws ProblemException {
        return access.granted()
                .orElseThrow(
                        () -> new ProblemException(new Problem(access.status(), access.detail(), access.headers())));
    }

    /** Returns the stores that a caller may read. One who may read none is refused for the reason of the first. */
    private List<Published> readable(SyncRequest request) throws ProblemException {
        List<Published> readable = new ArrayList<>();
        List<Access> refused = new ArrayList<>();
        for (Published store : stores.values()) {
            Access access = access(store.name(), request);
            if (access.granted().isPresent()) {
                readable.add(store);
            } else {
                refused.add(access);
            }
        }
        if (readable.isEmpty()) {
            granted(refused.get(0));
        }
        return readable;
    }

    /** Sends a browser to the path with a slash at its end, below which the paths of the page are. */
    private record WithSlash() implements Endpoint {
        @Override
        public Set<String> methods() {
            return DataEndpoint.reading();
        }

        @Override
        public Reply answer(Request request, KeyFilter allowed) {
            String place = request.place();
            String last = place.substring(place.lastIndexOf('/') + 1);
            return new Reply(
                    302,
                    Map.of("Location", "./" + last + "/", "Cache-Control", "no-store", "Content-Length", "0"),
                    false,
                    out -> {});
        }
    }
}
