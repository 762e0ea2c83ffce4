package io.holcstore.export;

/** The characters by which CSV files differ. */
final class Marks {
    private Marks() {}

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
}
