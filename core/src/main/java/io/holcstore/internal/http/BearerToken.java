package io.holcstore.internal.http;

import java.util.regex.Pattern;

/** What a bearer token is made of. */
public final class BearerToken {
    /** The most characters of a token. */
    public static final int MAX_LENGTH = 8192;

    /** RFC 6750. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private BearerToken() {}

    /** The token, when a header can carry it. Messages do not show it. */
    public static String check(String token) {
        if (token.length() > MAX_LENGTH || !TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException("a bearer token has 1 to " + MAX_LENGTH
                    + " letters, digits and any of -._~+/, and = at its end; this one has " + token.length()
                    + " characters, or others");
        }
        return token;
    }
}
