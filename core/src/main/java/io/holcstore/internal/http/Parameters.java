package io.holcstore.internal.http;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The parameters of a request: those of its query, or of its form when it is a POST. Each of them has a known name. */
public final class Parameters {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Map<String, List<String>> values;

    private Parameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * Reads the parameters.
     *
     * @throws ProblemException when they are too long, too many, wrongly encoded, or not known
     * @throws IOException when the client is gone
     */
    public static Parameters of(Request request, Set<String> known, int queryLength)
            throws ProblemException, IOException {
        String query = request.query().orElse("");
        if (query.length() > queryLength) {
            throw new ProblemException(Problem.of(
                    414,
                    "the query has " + query.length() + " characters, but at most " + queryLength
                            + " are accepted; shorten it, or send the parameters as the form of a POST, where the"
                            + " path takes one"));
        }
        if (!request.method().equals("POST")) {
            return parse(query, known);
        }
        if (!query.isEmpty()) {
            throw ProblemException.badRequest("a POST must have its parameters in its form, not in its query");
        }
        return parse(form(request), known);
    }

    private static String form(Request request) throws ProblemException, IOException {
        String type = request.header("Content-Type").orElse("").split(";", 2)[0].strip();
        if (!type.equalsIgnoreCase(FORM)) {
            throw ProblemException.badRequest("a POST must send its parameters as " + FORM);
        }
        return new String(request.body().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Parameters parse(String text, Set<String> known) throws ProblemException {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decode(pair.substring(0, Math.max(0, equals)));
            if (!known.contains(name)) {
                throw ProblemException.badRequest("unknown parameter " + Quote.of(equals < 0 ? pair : name)
                        + "; known are " + known.stream().sorted().toList());
            }
            values.computeIfAbsent(name, any -> new ArrayList<>()).add(decode(pair.substring(equals + 1)));
        }
        return new Parameters(values);
    }

    /** Decodes a name or a value of a form. */
    public static String decode(String text) throws ProblemException {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(Quote.of(text) + " is not correctly percent-encoded");
        }
    }

    /** Returns all values of a parameter, in their order. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /**
     * Returns the value of a parameter, or empty when it is missing.
     *
     * @throws ProblemException when it occurs more than once
     */
    public Optional<String> one(String name) throws ProblemException {
        List<String> all = all(name);
        if (all.size() > 1) {
            throw ProblemException.badRequest("the parameter " + name + " occurs " + all.size() + " times");
        }
        return all.stream().findFirst();
    }
}
