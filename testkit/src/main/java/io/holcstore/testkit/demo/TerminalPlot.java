package io.holcstore.testkit.demo;

import io.holcstore.series.Series;
import java.time.Duration;

/** A day as columns of block elements: three columns an hour, so that every hour has room for its name. */
final class TerminalPlot {
    private static final int ROWS = 8;
    private static final int COLUMNS_AN_HOUR = 3;
    private static final long COLUMN_MILLIS = Duration.ofHours(1).toMillis() / COLUMNS_AN_HOUR;
    private static final int SAMPLES_A_COLUMN = 4;

    private static final String CYAN = "36";
    private static final String YELLOW = "33";
    private static final String DIM = "2";

    private final Terminal terminal;
    private final LocalDay day;
    private final Scale scale;
    private final double[] columns;

    /** A plot of what a day has; {@code series} starts with the day, on a grid. */
    TerminalPlot(Terminal terminal, LocalDay day, Series series) {
        this.terminal = terminal;
        this.day = day;
        this.scale = Scale.of(series);
        this.columns = new double[day.hours() * COLUMNS_AN_HOUR];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = mean(series, day.range().startMillis() + c * COLUMN_MILLIS);
        }
    }

    /** The mean over 20 minutes, of the steps that have a value. */
    private static double mean(Series series, long from) {
        double sum = 0;
        int count = 0;
        for (int s = 0; s < SAMPLES_A_COLUMN; s++) {
            long at = from + s * COLUMN_MILLIS / SAMPLES_A_COLUMN;
            int i = series.indexAtOrAfter(at + 1) - 1;
            if (i >= 0 && !Double.isNaN(series.valueAt(i))) {
                sum += series.valueAt(i);
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    void print() {
        for (int row = ROWS; row > 0; row--) {
            boolean labelled = row % (ROWS / 2) == 0;
            String label = labelled ? scale.label(row / (double) ROWS) : "";
            StringBuilder line = new StringBuilder();
            for (int hour = 0; hour < day.hours(); hour++) {
                line.append(terminal.colour(day.isTwice(hour) ? YELLOW : CYAN, bars(hour, row)));
            }
            terminal.line("%5s%s%s", label, axis(labelled), line);
        }
        terminal.line("%5s%s%s", "0", terminal.unicode() ? "└" : "+", terminal.colour(DIM, bottom()));
        terminal.line("%6s%s", "", hours());
    }

    private String axis(boolean labelled) {
        if (terminal.unicode()) {
            return labelled ? "┤" : "│";
        }
        return labelled ? "+" : "|";
    }

    private String bars(int hour, int row) {
        StringBuilder bars = new StringBuilder();
        for (int c = hour * COLUMNS_AN_HOUR; c < (hour + 1) * COLUMNS_AN_HOUR; c++) {
            bars.append(cell(columns[c], row));
        }
        return bars.toString();
    }

    /** One cell of a column: as many eighths as reach into this row. */
    private char cell(double value, int row) {
        if (Double.isNaN(value)) {
            return ' ';
        }
        long eighths = Math.round(scale.fraction(value) * ROWS * 8) - (row - 1) * 8L;
        if (eighths <= 0) {
            return ' ';
        }
        return (terminal.unicode() ? "▁▂▃▄▅▆▇█" : "...:::##").charAt((int) Math.min(eighths, 8) - 1);
    }

    /** The time axis, dotted where there is no value. */
    private String bottom() {
        StringBuilder line = new StringBuilder();
        for (double column : columns) {
            line.append(Double.isNaN(column) ? '·' : terminal.unicode() ? '─' : '-');
        }
        return terminal.text(line.toString());
    }

    private String hours() {
        StringBuilder names = new StringBuilder();
        for (int hour = 0; hour < day.hours(); hour++) {
            names.append(terminal.colour(day.isTwice(hour) ? YELLOW : "0", day.clockAt(hour)))
                    .append(' ');
        }
        return names.toString();
    }
}
