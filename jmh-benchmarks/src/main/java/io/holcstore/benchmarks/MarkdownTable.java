package io.holcstore.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Builds a table in Markdown. Rows and columns without any number are left out. */
final class MarkdownTable {
    private static final String NOTHING = "–";

    private final List<String> titles;
    private final List<List<String>> rows = new ArrayList<>();

    MarkdownTable(String... columns) {
        titles = List.of(columns);
    }

    void row(String name, OptionalDouble... cells) {
        row(List.of(name), cells);
    }

    void row(List<String> names, OptionalDouble... cells) {
        List<String> texts = new ArrayList<>(names);
        boolean any = false;
        for (OptionalDouble cell : cells) {
            any |= cell.isPresent();
            texts.add(cell.isPresent() ? number(cell.getAsDouble()) : NOTHING);
        }
        if (any) {
            rows.add(texts);
        }
    }

    /** Three significant digits, thousands with a comma. */
    static String number(double value) {
        int decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 0.1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        append(text, titles);
        append(text, Collections.nCopies(titles.size(), "---"));
        rows.forEach(row -> append(text, row));
        return text.toString();
    }

    private void append(StringBuilder text, List<String> cells) {
        text.append('|');
        for (int column = 0; column < cells.size(); column++) {
            int at = column;
            if (rows.stream().anyMatch(row -> !row.get(at).equals(NOTHING))) {
                text.append(' ').append(cells.get(column)).append(" |");
            }
        }
        text.append('\n');
    }
}
