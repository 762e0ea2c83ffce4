package io.holcstore.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Builds a table in Markdown. A row without any number is left out. */
final class MarkdownTable {
    private final StringBuilder text = new StringBuilder();

    MarkdownTable(String... columns) {
        row(List.of(columns));
        row(Collections.nCopies(columns.length, "---"));
    }

    void row(String name, OptionalDouble... cells) {
        row(List.of(name), cells);
    }

    void row(List<String> names, OptionalDouble... cells) {
        List<String> texts = new ArrayList<>(names);
        boolean any = false;
        for (OptionalDouble cell : cells) {
            any |= cell.isPresent();
            texts.add(cell.isPresent() ? number(cell.getAsDouble()) : "–");
        }
        if (any) {
            row(texts);
        }
    }

    private void row(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** Three significant digits, thousands with a comma. */
    static String number(double value) {
        int decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 0.1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
