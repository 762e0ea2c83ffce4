package io.holcstore.testkit.demo;

import io.holcstore.series.Series;
import io.holcstore.time.TimeRange;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.Locale;

/**
 * Panels below each other: months and days of one series, with what it was before a correction. Days share one scale of
 * time, so that one of 25 hours is longer than one of 23.
 */
final class SvgPlot {
    private static final int WIDTH = 960;
    private static final int LEFT = 52;
    private static final int RIGHT = 18;
    private static final int HEAD = 64;
    private static final int PANEL = 168;
    private static final int PLOT = 106;
    private static final int PLOT_TOP = 26;
    private static final long LONGEST_DAY = 25 * 3_600_000L;
    private static final int GRID_LINES = 4;

    private final String title;
    private final ZoneId zone;
    private final StringBuilder panels = new StringBuilder();
    private int height = HEAD;

    SvgPlot(String title, ZoneId zone) {
        this.title = title;
        this.zone = zone;
    }

    /** A panel of a local month, its days named; both series dense on the grid of the range. */
    SvgPlot month(LocalDate first, Series before, Series after) {
        TimeRange range =
                TimeRange.of(first.atStartOfDay(zone), first.plusMonths(1).atStartOfDay(zone));
        Panel panel = new Panel(range, range.endMillis() - range.startMillis(), Scale.of(before, after));
        String month = first.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        panel.open(month + ' ' + first.getYear());
        panel.bands(before, after);
        panel.grid();
        for (LocalDate day = first; day.getMonth() == first.getMonth(); day = day.plusDays(1)) {
            TimeRange hours = TimeRange.day(day, zone);
            panel.tick(hours.startMillis());
            panel.label(hours, String.valueOf(day.getDayOfMonth()), "tick");
        }
        panel.lines(before, after);
        panel.close();
        return this;
    }

    /** A panel of a local day, its hours named as the clock shows them. */
    SvgPlot day(LocalDay day, Series before, Series after) {
        Panel panel = new Panel(day.range(), LONGEST_DAY, Scale.of(before, after));
        panel.open(day.title());
        panel.bands(before, after);
        for (int n = 0; n < day.hours(); n++) {
            if (day.isTwice(n)) {
                panel.band(hour(day, n), "twice");
            }
        }
        panel.grid();
        for (int n = 0; n < day.hours(); n++) {
            panel.tick(hour(day, n).startMillis());
            panel.label(hour(day, n), day.clockAt(n), day.isTwice(n) ? "tick strong" : "tick");
        }
        panel.lines(before, after);
        panel.close();
        return this;
    }

    private static TimeRange hour(LocalDay day, int n) {
        return TimeRange.of(day.startOfHour(n), day.startOfHour(n + 1));
    }

    String toSvg() {
        StringBuilder svg = new StringBuilder();
        add(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">",
                WIDTH,
                height,
                WIDTH,
                height);
        svg.append("""
                <style>
                  text { font-family: system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: #57606a; font-size: 11px }
                  .title { font-size: 17px; font-weight: 600; fill: #1f2328 }
                  .panel { font-size: 13px; font-weight: 600; fill: #1f2328 }
                  .tick { text-anchor: middle }
                  .strong { font-weight: 700; fill: #8250df }
                  .value { text-anchor: end }
                  .grid { stroke: #d8dee4; stroke-width: 1 }
                  .axis { stroke: #8c959f; stroke-width: 1 }
                  .line { stroke: #0969da; stroke-width: 1.4; fill: none; stroke-linejoin: round }
                  .area { fill: #0969da; fill-opacity: .13; stroke: none }
                  .before { stroke: #bc4c00; stroke-width: 1.4; stroke-dasharray: 5 3; fill: none }
                  .gap { fill: #ffcecb }
                  .late { fill: #fff3d0 }
                  .twice { fill: #eddeff }
                </style>
                """);
        add(svg, "<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#ffffff\"/>", WIDTH, height);
        add(svg, "<text class=\"title\" x=\"%d\" y=\"30\">%s</text>", LEFT, escaped(title));
        legend(svg);
        return svg.append(panels).append("</svg>\n").toString();
    }

    private static void legend(StringBuilder svg) {
        int x = LEFT;
        add(
                svg,
                "<path class=\"line\" d=\"M%d 46h22\"/><text x=\"%d\" y=\"50\">load in kW, as stored</text>",
                x,
                x + 28);
        x += 170;
        add(
                svg,
                "<path class=\"before\" d=\"M%d 46h22\"/><text x=\"%d\" y=\"50\">before the correction</text>",
                x,
                x + 28);
        x += 170;
        for (String[] band :
                new String[][] {{"late", "corrected"}, {"gap", "no value"}, {"twice", "the clock shows this hour twice"}
                }) {
            add(
                    svg,
                    "<rect class=\"%s\" x=\"%d\" y=\"40\" width=\"16\" height=\"12\"/><text x=\"%d\" y=\"50\">%s</text>",
                    band[0],
                    x,
                    x + 22,
                    band[1]);
            x += 110;
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static void add(StringBuilder svg, String format, Object... args) {
        svg.append(String.format(Locale.ROOT, format, args)).append('\n');
    }

    /** One panel while it is drawn: bands first, the lines over them. */
    private final class Panel {
        private final TimeRange range;
        private final double pixelsAMilli;
        private final Scale scale;

        Panel(TimeRange range, long width, Scale scale) {
            this.range = range;
            this.pixelsAMilli = (WIDTH - LEFT - RIGHT) / (double) width;
            this.scale = scale;
        }

        void open(String name) {
            add(panels, "<g transform=\"translate(0 %d)\">", height);
            add(panels, "<text class=\"panel\" x=\"%d\" y=\"16\">%s</text>", LEFT, escaped(name));
        }

        void close() {
            add(panels, "<path class=\"axis\" d=\"M%d %dH%.1f\"/>", LEFT, PLOT_TOP + PLOT, x(range.endMillis()));
            panels.append("</g>\n");
            height += PANEL;
        }

        private double x(long epochMillis) {
            return LEFT + (epochMillis - range.startMillis()) * pixelsAMilli;
        }

        private double y(double value) {
            return PLOT_TOP + PLOT * (1 - scale.fraction(value));
        }

        void grid() {
            for (int i = 0; i <= GRID_LINES; i++) {
                double fraction = i / (double) GRID_LINES;
                double y = PLOT_TOP + PLOT * (1 - fraction);
                add(panels, "<path class=\"grid\" d=\"M%d %.1fH%.1f\"/>", LEFT, y, x(range.endMillis()));
                add(
                        panels,
                        "<text class=\"value\" x=\"%d\" y=\"%.1f\">%s</text>",
                        LEFT - 8,
                        y + 4,
                        scale.label(fraction));
            }
        }

        void tick(long epochMillis) {
            add(panels, "<path class=\"axis\" d=\"M%.1f %dv4\"/>", x(epochMillis), PLOT_TOP + PLOT);
        }

        void label(TimeRange where, String text, String style) {
            double middle = (x(where.startMillis()) + x(where.endMillis())) / 2;
            add(panels, "<text class=\"%s\" x=\"%.1f\" y=\"%d\">%s</text>", style, middle, PLOT_TOP + PLOT + 17, text);
        }

        void band(TimeRange where, String style) {
            double from = x(where.startMillis());
            add(
                    panels,
                    "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
                    style,
                    from,
                    PLOT_TOP,
                    x(where.endMillis()) - from,
                    PLOT);
        }

        /** Where values changed, and where there are none. */
        void bands(Series before, Series after) {
            Runs.of(after, i -> i < before.size() && Double.compare(before.valueAt(i), after.valueAt(i)) != 0)
                    .forEach(run -> band(run, "late"));
            Runs.of(after, i -> Double.isNaN(after.valueAt(i))).forEach(run -> band(run, "gap"));
        }

        /** Both series as steps: a value holds until the next point. */
        void lines(Series before, Series after) {
            for (TimeRange run : Runs.of(after, i -> !Double.isNaN(after.valueAt(i)))) {
                String steps = steps(after, run);
                add(panels, "<path class=\"area\" d=\"%sV%dH%.1fZ\"/>", steps, PLOT_TOP + PLOT, x(run.startMillis()));
                add(panels, "<path class=\"line\" d=\"%s\"/>", steps);
            }
            Runs.of(before, i -> i < after.size() && Double.compare(before.valueAt(i), after.valueAt(i)) != 0)
                    .forEach(run -> add(panels, "<path class=\"before\" d=\"%s\"/>", steps(before, run)));
        }

        private String steps(Series series, TimeRange run) {
            int from = series.indexAtOrAfter(run.startMillis());
            int to = series.indexAtOrAfter(run.endMillis());
            StringBuilder path = new StringBuilder();
            for (int i = from; i < to; i++) {
                long until = i + 1 < to ? series.epochMillisAt(i + 1) : run.endMillis();
                path.append(String.format(
                        Locale.ROOT,
                        i == from ? "M%.1f %.1fH%.1f" : "V%2$.1fH%3$.1f",
                        x(series.epochMillisAt(i)),
                        y(series.valueAt(i)),
                        x(until)));
            }
            return path.toString();
        }
    }
}
