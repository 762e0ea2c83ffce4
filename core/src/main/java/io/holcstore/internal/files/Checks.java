package io.holcstore.internal.files;

import io.holcstore.key.AxisValue;
import io.holcstore.store.SeriesStore;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Checks settings of formats of files. */
public final class Checks {
    private Checks() {}

    public static char separator(char character) {
        if (character == '"' || character == '\r' || character == '\n') {
            throw new IllegalArgumentException(
                    "a separator of fields cannot be a quotation mark or the end of a line; usual are ';' ',' and"
                            + " '\\t'");
        }
        return character;
    }

    public static char decimal(char mark) {
        if (mark != '.' && mark != ',') {
            throw new IllegalArgumentException("a decimal mark must be '.' or ',', not '" + mark + "'");
        }
        return mark;
    }

    public static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "tz '" + name + "' is not a zone of this JDK; use a name such as 'Europe/Paris', 'UTC' or '+01:00'",
                    e);
        }
    }

    public static int buffer(int valuesAtOnce) {
        if (valuesAtOnce < 1) {
            throw new IllegalArgumentException("a buffer must hold at least 1 value, not " + valuesAtOnce);
        }
        return valuesAtOnce;
    }

    public static int count(String setting, int count) {
        if (count < 0) {
            throw new IllegalArgumentException(setting + '(' + count + ") is negative");
        }
        return count;
    }

    public static char comment(char character) {
        if (character == '"' || character == '\r' || character == '\n') {
            throw new IllegalArgumentException(
                    "a comment cannot begin with a quotation mark or the end of a line; usual are '#' and '%'");
        }
        return character;
    }

    /** Returns a character in the form of Java source code. */
    public static String quoted(char character) {
        return character == '\t' ? "'\\t'" : "'" + character + "'";
    }

    public static char thousands(char separator) {
        if (".,' \u00a0\u202f\u2009\u2019".indexOf(separator) < 0) {
            throw new IllegalArgumentException(
                    "a thousands separator must be '.', ',', a space or an apostrophe, not '" + separator + "'");
        }
        return separator;
    }

    public static Duration period(Duration length) {
        if (length.isNegative() || length.isZero() || !length.equals(Duration.ofMillis(length.toMillis()))) {
            throw new IllegalArgumentException(
                    "a period must be a positive whole number of milliseconds long, not " + length);
        }
        return length;
    }

    /** Refuses axes that the store does not have: otherwise values would be stored under wrong keys. */
    public static void axes(SeriesStore store, Set<String> names, Collection<? extends AxisValue<?>> constants) {
        for (String name : names) {
            if (store.axes().stream().noneMatch(axis -> axis.name().equals(name))) {
                throw noAxis(store, name);
            }
        }
        for (AxisValue<?> constant : constants) {
            if (!store.axes().contains(constant.axis())) {
                throw noAxis(store, constant.axis().toString());
            }
        }
    }

    private static IllegalArgumentException noAxis(SeriesStore store, String axis) {
        return new IllegalArgumentException(store.name() + " has no axis " + axis + "; its axes are " + store.axes());
    }

    /** Texts that are given one by one. */
    public static List<String> all(String first, String... more) {
        List<String> all = new ArrayList<>();
        all.add(first);
        Collections.addAll(all, more);
        return List.copyOf(all);
    }
}
