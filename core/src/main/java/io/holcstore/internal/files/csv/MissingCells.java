package io.holcstore.internal.files.csv;

import io.holcstore.internal.files.NumberReader;
import io.holcstore.internal.files.time.Blanks;
import java.util.Set;

/** Recognizes cells for missing values, by their text, or by their number: -999 also stands for -999.0. */
final class MissingCells {
    private final Set<String> texts;
    private final NumberReader numbers;
    private final double[] values; // of texts that are numbers
    private final String begins; // the first characters of these texts

    MissingCells(Set<String> texts, NumberReader numbers) {
        this.texts = texts;
        this.numbers = numbers;
        StringBuilder first = new StringBuilder();
        this.values = texts.stream()
                .filter(text -> !Double.isNaN(number(text)))
                .peek(text -> first.append(text.charAt(0)))
                .mapToDouble(this::number)
                .toArray();
        this.begins = first.toString();
    }

    boolean is(String cell) {
        String text = Blanks.strip(cell);
        if (texts.contains(text)) {
            return true;
        }
        if (values.length == 0 || begins.indexOf(text.charAt(0)) < 0) {
            return false;
        }
        double number = number(text);
        for (double value : values) {
            if (value == number) {
                return true;
            }
        }
        return false;
    }

    /** Returns the number of a text; NaN for any other text. */
    private double number(String text) {
        try {
            return numbers.parse(text);
        } catch (IllegalArgumentException e) {
            return Double.NaN;
        }
    }
}
