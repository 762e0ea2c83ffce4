package io.holcstore.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Groups of horizontal bars as SVG. The longest bars of all groups have one length. A number stands at each end. */
final class BarChart {
    private static final int WIDTH = 760;
    private static final int LABELS = 240;
    private static final int NUMBERS = 80;
    private static final int BAR = 18;
    private static final int GAP = 4;
    private static final int HEAD = 56;

    private record Bar(String label, double value, String colour) {}

    private record Group(String name, List<Bar> bars) {}

    private final String title;
    private final String unit;
    private final List<Group> groups = new ArrayList<>();

    BarChart(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    BarChart group(String name) {
        groups.add(new Group(name, new ArrayList<>()));
        return this;
    }

    /** Adds a bar to the last group; bars of one number have one colour in all groups. */
    void bar(int number, String label, double value) {
        groups.get(groups.size() - 1).bars.add(new Bar(label, value, Svg.colour(number)));
    }

    boolean isEmpty() {
        return groups.stream().allMatch(group -> group.bars.isEmpty());
    }

    String svg() {
        StringBuilder body = new StringBuilder();
        int y = HEAD;
        for (Group group : groups) {
            if (group.bars.isEmpty()) {
                continue;
            }
            y += BAR;
            Svg.text(body, 12, y - 2, "start", "font-weight=\"600\"", group.name);
            y += GAP;
            double longest = group.bars.stream().mapToDouble(Bar::value).max().orElseThrow();
            for (Bar bar : group.bars) {
                bar(body, bar, y, longest);
                y += BAR + GAP;
            }
            y += 2 * GAP;
        }
        return head(y + GAP) + body + "</svg>\n";
    }

    private String head(int height) {
        StringBuilder head = new StringBuilder(Svg.head(WIDTH, height));
        Svg.text(head, 12, 24, "start", "font-size=\"16\" font-weight=\"600\"", title);
        Svg.text(head, 12, 44, "start", "fill=\"#5b6068\"", unit + "; each group has a scale of its own");
        return head.toString();
    }

    private static void bar(StringBuilder body, Bar bar, int y, double longest) {
        double length = Math.max(1, bar.value / longest * (WIDTH - LABELS - NUMBERS));
        Svg.text(body, LABELS - 8, y + BAR - 5, "end", "", bar.label);
        body.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\" fill=\"%s\"/>%n",
                LABELS,
                y,
                length,
                BAR,
                bar.colour));
        Svg.text(body, LABELS + (int) length + 6, y + BAR - 5, "start", "", MarkdownTable.number(bar.value));
    }
}
