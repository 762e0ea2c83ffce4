package io.holcstore.cli;

import io.holcstore.error.SchemaMismatchException;
import io.holcstore.store.StoreStatistics;
import java.util.List;
import java.util.Set;

/** The commands that look at tables, and those that change how values are stored, but no value. */
final class SchemaCommands {
    private SchemaCommands() {}

    static List<Command> all() {
        return List.of(
                new Command(
                        "verify",
                        "STORE",
                        "compares the tables with the recorded definition",
                        Set.of(),
                        SchemaCommands::verify),
                new Command(
                        "statistics",
                        "STORE",
                        "counts series, rows, values and bytes, of the series of --where",
                        Set.of("--where"),
                        SchemaCommands::statistics),
                new Command(
                        "upgrade",
                        "STORE",
                        "moves the tables to the version of this build; stop earlier builds first",
                        Set.of("--yes"),
                        SchemaCommands::upgrade),
                new Command(
                        "rezone",
                        "STORE",
                        "moves chunks onto the zone data of this JVM",
                        Set.of("--yes"),
                        SchemaCommands::rezone),
                new Command(
                        "reencode",
                        "STORE",
                        "writes chunks again that have another encoding or an older format",
                        Set.of("--yes", "--where"),
                        SchemaCommands::reencode),
                new Command(
                        "reindex",
                        "STORE",
                        "records again which series there are, after rows were changed by hand",
                        Set.of("--yes"),
                        SchemaCommands::reindex));
    }

    private static boolean verify(Opened opened) {
        try {
            opened.store().schema().verify();
            opened.out()
                    .println(opened.store().name() + " is as recorded: "
                            + opened.store().definition());
            return true;
        } catch (SchemaMismatchException e) {
            opened.out().println(opened.store().name() + " differs:");
            e.differences().forEach(difference -> opened.out().println("  " + difference));
            return false;
        }
    }

    private static boolean statistics(Opened opened) {
        StoreStatistics found = opened.store().statistics(opened.filter());
        opened.out().println("series           " + found.series());
        opened.out().println("rows             " + found.chunks());
        opened.out().println("values           " + found.values());
        opened.out().println("bytes            " + found.bytes());
        if (found.values() > 0) {
            long hundredths = Math.round(100.0 * found.bytes() / found.values());
            opened.out().println("bytes per value  " + hundredths / 100 + '.' + twoDigits(hundredths % 100));
        }
        found.first().ifPresent(first -> opened.out().println("first value      " + first));
        found.last().ifPresent(last -> opened.out().println("last value       " + last));
        return true;
    }

    private static String twoDigits(long number) {
        return (number < 10 ? "0" : "") + number;
    }

    private static boolean upgrade(Opened opened) {
        if (!opened.isConfirmed("Upgrade the tables of " + opened.store().name()
                + " to the version of this build? Builds before it then refuse them.")) {
            return false;
        }
        List<String> done = opened.store().schema().upgrade();
        done.forEach(opened.out()::println);
        if (done.isEmpty()) {
            opened.out().println("the tables have the version of this build already");
        }
        return true;
    }

    private static boolean rezone(Opened opened) {
        if (!opened.isConfirmed("Move the chunks of " + opened.store().name() + " onto the zone data of this JVM?")) {
            return false;
        }
        opened.out().println(opened.store().schema().rezone() + " chunks moved");
        return true;
    }

    private static boolean reencode(Opened opened) {
        long series = opened.chunks().count(opened.filter());
        if (!opened.isConfirmed("Write the chunks of " + series + " series of "
                + opened.store().name() + " again where their encoding differs?")) {
            return false;
        }
        opened.out().println(opened.chunks().reencode(opened.filter()).run() + " chunks written");
        return true;
    }

    private static boolean reindex(Opened opened) {
        if (!opened.isConfirmed(
                "Record again which series " + opened.store().name() + " has? Writers wait meanwhile.")) {
            return false;
        }
        opened.out().println(opened.store().schema().reindex() + " series were recorded wrongly");
        return true;
    }
}
