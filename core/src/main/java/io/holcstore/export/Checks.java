package io.holcstore.export;

/** What descriptions of files may say. */
final class Checks {
    private Checks() {}

    static char separator(char character) {
        if (character == '"' || character == '\r' || character == '\n') {
            throw new IllegalArgumentException(
                    "a separator of fields is none of the quotation mark and the ends of lines; usual are ';' ',' and '\\t'");
        }
        return character;
    }

    static char decimal(char mark) {
        if (mark != '.' && mark != ',') {
            throw new IllegalArgumentException("a decimal mark is '.' or ',', not '" + mark + "'");
        }
        return mark;
    }

    static int buffer(int valuesAtOnce) {
        if (valuesAtOnce < 1) {
            throw new IllegalArgumentException("a buffer of " + valuesAtOnce + " values holds none");
        }
        return valuesAtOnce;
    }
}
