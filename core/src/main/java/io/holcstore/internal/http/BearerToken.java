package io.holcstore.internal.http;

import java.util.regex.Pattern;

/** Checks the syntax of bearer tokens. */
public final class BearerToken {
    /** The maximum length of a token. */
    public static final int MAX_LENGTH = 8192;

    /** The syntax of a token in RFC 6750. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private BearerToken() {}

    /** Returns the token when a header can carry it, and throws otherwise. Messages do not contain the token. */
    public static String check(String token) {
        if (token.length() > MAX_LENGTH || !TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException("a bearer token has 1 to " + MAX_LENGTH
                    + " letters, digits and any of -._~+/, and = at its end; this one has " + token.length()
                    + " characters, or contains others");
        }
        return token;
    }
}
