package io.holcstore.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A line for each thing and a dot for each number on it, as SVG: how many things compare in one look. */
final class DotChart {
    private static final int WIDTH = 760;
    private static final int LABELS = 190;
    private static final int RIGHT = 24;
    private static final int LINE = 20;
    private static final int HEAD = 96;
    private static final int TICKS = 8;

    private record Dot(int line, int kind, double value) {}

    private final String title;
    private final String unit;
    private final double end;
    private final List<String> kinds;
    private final List<String> lines = new ArrayList<>();
    private final List<Dot> dots = new ArrayList<>();

    /** @param end of the axis, which begins at 0; a dot beyond it stands at the end */
    DotChart(String title, String unit, double end, List<String> kinds) {
        this.title = title;
        this.unit = unit;
        this.end = end;
        this.kinds = kinds;
    }

    DotChart line(String name) {
        lines.add(name);
        return this;
    }

    /** Adds a dot to the last line; the first kind is drawn over the others. */
    void dot(int kind, double value) {
        dots.add(new Dot(lines.size() - 1, kind, value));
    }

    String svg() {
        int height = HEAD + lines.size() * LINE + LINE;
        StringBuilder svg = new StringBuilder(Svg.head(WIDTH, height));
        Svg.text(svg, 12, 24, "start", "font-size=\"16\" font-weight=\"600\"", title);
        Svg.text(svg, 12, 44, "start", "fill=\"#5b6068\"", unit);
        for (int kind = 0; kind < kinds.size(); kind++) {
            int x = 20 + kind * (WIDTH - RIGHT) / kinds.size();
            circle(svg, x, 63, kind);
            Svg.text(svg, x + 10, 68, "start", "", kinds.get(kind));
        }
        for (int tick = 0; tick <= TICKS; tick++) {
            double value = end * tick / TICKS;
            svg.append(String.format(
                    Locale.ROOT, "<path d=\"M%.1f %d V%d\" stroke=\"#e3e5e8\"/>%n", x(value), HEAD - 4, height - LINE));
            Svg.text(
                    svg,
                    (int) x(value),
                    HEAD - 8,
                    "middle",
                    "font-size=\"11\" fill=\"#5b6068\"",
                    String.format(Locale.ROOT, "%.3g", value).replaceAll("\\.0+$", ""));
        }
        for (int line = 0; line < lines.size(); line++) {
            Svg.text(svg, LABELS - 10, y(line) + 5, "end", "", lines.get(line));
        }
        for (int kind = kinds.size() - 1; kind >= 0; kind--) {
            for (Dot dot : dots) {
                if (dot.kind == kind) {
                    circle(svg, x(dot.value), y(dot.line), kind);
                }
            }
        }
        return svg + "</svg>\n";
    }

    private double x(double value) {
        return LABELS + Math.min(1, value / end) * (WIDTH - LABELS - RIGHT);
    }

    private static int y(int line) {
        return HEAD + line * LINE + LINE / 2;
    }

    private static void circle(StringBuilder svg, double x, int y, int kind) {
        svg.append(String.format(
                Locale.ROOT,
                "<circle cx=\"%.1f\" cy=\"%d\" r=\"%s\" fill=\"%s\"/>%n",
                x,
                y,
                kind == 0 ? "6" : "4.5",
                Svg.colour(kind)));
    }
}
