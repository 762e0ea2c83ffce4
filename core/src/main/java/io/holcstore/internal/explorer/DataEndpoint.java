package io.holcstore.internal.explorer;

import io.holcstore.http.SyncLimits;
import io.holcstore.internal.http.Endpoint;
import io.holcstore.internal.http.ProblemException;
import io.holcstore.internal.http.Reply;
import io.holcstore.internal.http.Request;
import io.holcstore.key.KeyFilter;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads the parameters of a request about a store, and passes them to what answers them. Thread-safe. */
record DataEndpoint(Published published, Answering answering, SyncLimits limits) implements Endpoint {
    /** What is asked about a store. Thread-safe. */
    interface Answering {
        /** Returns the names of the parameters. */
        List<String> parameters();

        /**
         * Answers a request.
         *
         * @throws ProblemException when the request is at fault
         */
        Reply answer(Published published, Query query) throws ProblemException;
    }

    static Set<String> reading() {
        return new TreeSet<>(Set.of("GET", "HEAD"));
    }

    @Override
    public Set<String> methods() {
        return reading();
    }

    @Override
    public Reply answer(Request request, KeyFilter allowed) throws ProblemException, IOException {
        Query query = Query.of(request, Set.copyOf(answering.parameters()), published, allowed, limits);
        return answering.answer(published, query);
    }
}
