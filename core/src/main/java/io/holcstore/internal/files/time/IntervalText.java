package io.holcstore.internal.files.time;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts of intervals, {@code from - to}. */
public final class IntervalText {
    private static final List<String> DASHES = List.of(" - ", " \u2013 ", " \u2014 ", "\u2013", "\u2014");
    private static final Pattern ISO_DURATION = Pattern.compile("P[0-9T].*");

    /** Two times of the day with a hyphen between them, such as 00:00-00:15 or 00-01, also behind a day. */
    private static final Pattern SHORT = Pattern.compile(
            "(|.*[ T])([0-9]{1,2})(?:[:.]([0-9]{2})(?:[:.]00)?)?" + "-([0-9]{1,2})(?:[:.]([0-9]{2})(?:[:.]00)?)?");

    private static final int MINUTES_PER_HOUR = 60;
    private static final int MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR;

    private IntervalText() {}

    /** Returns the part before a dash, or before the slash of ISO 8601; null for any other text. */
    static @Nullable String start(String text, boolean iso) {
        for (String dash : DASHES) {
            int at = text.indexOf(dash);
            if (at > 0 && beginsWithDigit(text.substring(at + dash.length()))) {
                return text.substring(0, at);
            }
        }
        int slash = iso ? text.indexOf('/') : -1;
        boolean interval = slash > 0
                && (beginsWithDigit(text.substring(slash + 1))
                        || ISO_DURATION.matcher(text.substring(slash + 1)).matches());
        return interval ? text.substring(0, slash) : null;
    }

    /**
     * Returns the part before a hyphen without blanks around it; null for any other text.
     *
     * @param clockChanges whether the length of the interval does not matter. Otherwise it is at most one hour, because
     *     the part behind the hyphen could be an offset, as in 00:00-05:00.
     */
    public static @Nullable String startBeforeHyphen(String text, boolean clockChanges) {
        Matcher matcher = SHORT.matcher(text.strip());
        if (!matcher.matches() || (matcher.group(3) == null) != (matcher.group(5) == null)) {
            return null;
        }
        int length = minutes(matcher.group(4), matcher.group(5)) - minutes(matcher.group(2), matcher.group(3));
        length = length <= 0 ? length + MINUTES_PER_DAY : length;
        return clockChanges || length <= MINUTES_PER_HOUR ? text.strip().substring(0, matcher.start(4) - 1) : null;
    }

    private static int minutes(String hour, @Nullable String minute) {
        return Integer.parseInt(hour) * MINUTES_PER_HOUR + (minute == null ? 0 : Integer.parseInt(minute));
    }

    /** Returns the start of an interval that is the name of a column, and any other name as it is. */
    public static String startOfName(String name) {
        String start = start(name, false);
        if (start == null) {
            start = startBeforeHyphen(name, true);
        }
        return start == null ? name : start.strip();
    }

    /** Returns whether a text has a dash and the end of an interval from an index on. */
    public static boolean isEnd(String text, int from) {
        String end = text.substring(from).strip();
        return !end.isEmpty() && "-\u2013\u2014".indexOf(end.charAt(0)) >= 0 && beginsWithDigit(end.substring(1));
    }

    private static boolean beginsWithDigit(String text) {
        String stripped = text.strip();
        return !stripped.isEmpty() && Character.isDigit(stripped.charAt(0));
    }
}
