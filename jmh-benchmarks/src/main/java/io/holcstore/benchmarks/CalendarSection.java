package io.holcstore.benchmarks;

import java.util.OptionalDouble;

/** Questions to the calendar. */
final class CalendarSection extends Section {
    CalendarSection(Results results) {
        super(results, "calendar", "CalendarBenchmark");
    }

    @Override
    String text(Charts charts) {
        return "### Calendar, ns a call\n\n" + calendar();
    }

    private MarkdownTable calendar() {
        MarkdownTable table = new MarkdownTable("question", "ChunkCalendar", "java.time");
        String of = "CalendarBenchmark.";
        table.row("chunk of an instant", results.score(of + "chunkOf"), results.score(of + "chunkOfByJavaTime"));
        table.row("slot of an instant", results.score(of + "slotOf"), results.score(of + "slotOfByJavaTime"));
        table.row("window of three years", results.score(of + "windowOfThreeYears"), OptionalDouble.empty());
        return table;
    }
}
