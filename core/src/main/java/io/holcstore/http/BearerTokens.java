package io.holcstore.http;

import io.holcstore.internal.http.BearerToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tokens by their hashes. A request's token is compared with all of them, each over its whole length, so that the time
 * does not reveal how much of it was right.
 */
final class BearerTokens implements Authorizer {
    private static final String SCHEME = "Bearer ";

    private static final class Entry {
        private final byte[] hash;
        private final Access access;

        Entry(String token, Access access) {
            this.hash = BearerTokens.hash(BearerToken.check(token));
            this.access = access;
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    BearerTokens(Map<String, Access> tokens) {
        if (tokens.isEmpty()) {
            throw new IllegalArgumentException("there are no tokens, so nobody could read anything");
        }
        tokens.forEach((token, access) -> entries.add(new Entry(token, access)));
    }

    @Override
    public Access authorize(String store, SyncRequest request) {
        byte[] hash = hash(token(request));
        Access access = Access.unauthorized();
        for (Entry entry : entries) {
            access = MessageDigest.isEqual(hash, entry.hash) ? entry.access : access;
        }
        return access;
    }

    @Override
    public String caller(SyncRequest request) {
        return token(request);
    }

    /** Returns the token of a request, or an empty text, which no token can be, when the request has none. */
    private static String token(SyncRequest request) {
        String header = request.header("Authorization").orElse("");
        boolean bearer =
                header.length() <= BearerToken.MAX_LENGTH && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return bearer ? header.substring(SCHEME.length()).strip() : "";
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
