package io.holcstore.testkit.demo;

import io.holcstore.time.TimeRange;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What the run tells: a table of its steps, and the gaps of a meter. */
final class Report {
    private static final int MOST_GAPS = 8;
    private static final DateTimeFormatter LOCAL_TIME =
            DateTimeFormatter.ofPattern("EEE d MMM HH:mm xxx", Locale.ENGLISH);

    private final Terminal terminal;

    Report(Terminal terminal) {
        this.terminal = terminal;
    }

    void steps(List<Step> steps) {
        terminal.line("");
        String head = row("", "series", "points", "chunks", "bytes/point", "seconds", "points/s");
        terminal.line("%s", terminal.bold(head));
        for (Step step : steps) {
            terminal.line(
                    "%s",
                    row(
                            step.name(),
                            format("%,d", step.series()),
                            format("%,d", step.points()),
                            step.chunks() == 0 ? "" : format("%,d", step.chunks()),
                            step.bytesAPoint() == 0 ? "" : format("%.2f", step.bytesAPoint()),
                            format("%.2f", step.nanos() / 1e9),
                            format("%,d", step.pointsASecond())));
        }
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, "%-18s%8s%13s%9s%13s%9s%12s", cells);
    }

    private static String format(String format, Object value) {
        return String.format(Locale.ROOT, format, value);
    }

    /** The gaps in local time; the offset tells the two hours apart that the clock shows twice. */
    void gaps(List<TimeRange> gaps, ZoneId zone, long stepMillis) {
        for (TimeRange gap : gaps.subList(0, Math.min(gaps.size(), MOST_GAPS))) {
            terminal.line(
                    "  %22s – %22s %,6d points",
                    local(gap.start(), zone),
                    local(gap.end(), zone),
                    (gap.endMillis() - gap.startMillis()) / stepMillis);
        }
        if (gaps.size() > MOST_GAPS) {
            terminal.line("  and %,d more", gaps.size() - MOST_GAPS);
        }
    }

    private static String local(Instant instant, ZoneId zone) {
        return LOCAL_TIME.format(instant.atZone(zone));
    }
}
