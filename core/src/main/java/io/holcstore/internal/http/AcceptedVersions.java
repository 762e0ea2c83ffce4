package io.holcstore.internal.http;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The versions of a page that a request accepts, from its {@code Accept} headers. Immutable. */
public final class AcceptedVersions {
    /** The version that a range without a version means. */
    private static final int FIRST = 1;

    private static final Pattern VERSION = Pattern.compile("version=\"?(\\d{1,3})\"?");
    private static final Pattern REFUSED = Pattern.compile("q=0(\\.0{0,3})?");

    private final SortedSet<Integer> versions;
    private final String text;

    private AcceptedVersions(SortedSet<Integer> versions, String text) {
        this.versions = versions;
        this.text = text;
    }

    /** Reads the headers. Without headers, the request accepts the first version. */
    public static AcceptedVersions of(List<String> headers) {
        String text = String.join(",", headers);
        TreeSet<Integer> versions = new TreeSet<>();
        TreeSet<Integer> refused = new TreeSet<>();
        for (String range : (text.isBlank() ? "*/*" : text).split(",", -1)) {
            add(range.replaceAll("\\s", "").toLowerCase(Locale.ROOT).split(";", -1), versions, refused);
        }
        versions.removeAll(refused);
        return new AcceptedVersions(versions, text);
    }

    /** Adds the version of one media range {@code type/subtype;name=value...} when the range includes pages. */
    private static void add(String[] range, Set<Integer> versions, Set<Integer> refused) {
        String type = range[0];
        boolean any = type.equals("*/*") || type.equals("application/*");
        if (!any && !type.equals(PageFormat.CONTENT_TYPE)) {
            return;
        }
        int version = FIRST;
        boolean accepted = true;
        for (int i = 1; i < range.length; i++) {
            Matcher matcher = VERSION.matcher(range[i]);
            if (matcher.matches()) {
                version = Integer.parseInt(matcher.group(1));
            } else if (range[i].startsWith("version=")) {
                return; // no such version exists
            }
            accepted &= !REFUSED.matcher(range[i]).matches();
        }
        if (accepted) {
            versions.add(version);
        } else if (!any) {
            refused.add(version);
        }
    }

    boolean contains(int version) {
        return versions.contains(version);
    }

    /** Returns the highest accepted version, or 0 when the request accepts no page. */
    int highest() {
        return versions.isEmpty() ? 0 : versions.last();
    }

    /** Returns the versions for a message, or the headers as received when they name none. */
    @Override
    public String toString() {
        return versions.isEmpty() ? Quote.of(text) : versions.toString();
    }
}
