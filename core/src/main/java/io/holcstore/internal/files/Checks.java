package io.holcstore.internal.files;

import java.time.DateTimeException;
import java.time.ZoneId;

/** What descriptions of files may say. */
public final class Checks {
    private Checks() {}

    public static char separator(char character) {
        if (character == '"' || character == '\r' || character == '\n') {
            throw new IllegalArgumentException(
                    "a separator of fields is none of the quotation mark and the ends of lines; usual are ';' ',' and"
                            + " '\\t'");
        }
        return character;
    }

    public static char decimal(char mark) {
        if (mark != '.' && mark != ',') {
            throw new IllegalArgumentException("a decimal mark is '.' or ',', not '" + mark + "'");
        }
        return mark;
    }

    public static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "tz '" + name + "' is not a zone of this JDK; names look like 'Europe/Paris', 'UTC' or '+01:00'",
                    e);
        }
    }

    public static int buffer(int valuesAtOnce) {
        if (valuesAtOnce < 1) {
            throw new IllegalArgumentException("a buffer of " + valuesAtOnce + " values holds none");
        }
        return valuesAtOnce;
    }
}
