package io.holcstore.cli;

import io.holcstore.files.CsvExport;
import io.holcstore.files.CsvImport;
import io.holcstore.files.ImportPreview;
import io.holcstore.files.ImportReport;
import io.holcstore.files.ParquetExport;
import io.holcstore.files.ParquetImport;
import io.holcstore.files.VersionZip;
import io.holcstore.http.SyncClient;
import io.holcstore.http.SyncClientBuilder;
import io.holcstore.http.SyncReport;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisValue;
import io.holcstore.store.SeriesStore;
import io.holcstore.time.TimeRange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The commands that move values: to and from files, and from another site. */
final class DataCommands {
    private static final int PREVIEWED = 10;
    private static final Set<String> OF_CSV = Set.of(
            "--time",
            "--time-pattern",
            "--tz",
            "--value",
            "--column",
            "--constant",
            "--separator",
            "--decimal",
            "--wide");
    private static final byte[] PARQUET = {'P', 'A', 'R', '1'};

    private DataCommands() {}

    static List<Command> all() {
        return List.of(
                new Command(
                        "export",
                        "STORE FILE",
                        "writes a new .csv, .zip or .parquet file: the series of --where, the local days --from DAY and before"
                                + " --to DAY, --wide for a column a series",
                        Set.of("--where", "--from", "--to", "--wide"),
                        DataCommands::export),
                new Command(
                        "import",
                        "STORE FILE",
                        "merges a .csv, .zip or .parquet file; --preview shows how it is read. Of a CSV file: --time COLUMN,"
                                + " --time-pattern, --tz ZONE, --value COLUMN, --column AXIS=COLUMN, --constant AXIS=VALUE,"
                                + " --separator, --decimal, --wide",
                        Stream.concat(Stream.of("--yes", "--preview"), OF_CSV.stream())
                                .collect(Collectors.toSet()),
                        DataCommands::read),
                new Command(
                        "pull",
                        "STORE URI",
                        "pulls the changes of a source at a URI, with the token in the variable HOLCSTORE_TOKEN; --resync"
                                + " begins at the start",
                        Set.of("--yes", "--resync", "--where"),
                        DataCommands::pull));
    }

    private static boolean export(Opened opened) throws IOException {
        Path path = Path.of(opened.second("a file"));
        if (Files.exists(path)) {
            throw new UsageException(path + " exists; name a new file");
        }
        long written = export(opened, path, path.toString().toLowerCase(Locale.ROOT));
        opened.out().println(written + (opened.isVersioned() ? " keys" : " values") + " written to " + path);
        return true;
    }

    private static long export(Opened opened, Path path, String name) throws IOException {
        if (opened.isVersioned()) {
            requireZip(name);
            opened.refuse(Set.of("--from", "--to", "--wide"), "a store of versions");
            return VersionZip.write(opened.versions(), opened.filter(), path);
        }
        SeriesStore store = opened.series();
        if (name.endsWith(".parquet")) {
            opened.refuse(Set.of("--wide"), "a Parquet file");
            return ParquetExport.of(store)
                    .filter(opened.filter())
                    .range(range(opened))
                    .to(path);
        }
        CsvExport csv = CsvExport.of(store).filter(opened.filter()).range(range(opened));
        if (name.endsWith(".zip")) {
            opened.refuse(Set.of("--wide"), "a .zip file, which has one file for each series");
            return csv.toZip(path);
        }
        if (!name.endsWith(".csv")) {
            throw new UsageException(path + ": the name must end with .csv, .zip or .parquet");
        }
        return (opened.arguments().has("--wide") ? csv.wide() : csv).to(path);
    }

    private static void requireZip(String name) {
        if (!name.endsWith(".zip")) {
            throw new UsageException("a store of versions is written to and read from a .zip file, not " + name);
        }
    }

    private static TimeRange range(Opened opened) {
        ZoneId zone = opened.store().zone();
        TimeRange since = opened.arguments()
                .one("--from")
                .map(day -> TimeRange.since(day("--from", day, zone)))
                .orElse(TimeRange.all());
        TimeRange until = opened.arguments()
                .one("--to")
                .map(day -> TimeRange.until(day("--to", day, zone)))
                .orElse(TimeRange.all());
        TimeRange range = since.intersect(until);
        if (range.isEmpty()) {
            throw new UsageException("--from must be a day before --to");
        }
        return range;
    }

    private static Instant day(String option, String text, ZoneId zone) {
        try {
            return LocalDate.parse(text).atStartOfDay(zone).toInstant();
        } catch (DateTimeException e) {
            throw new UsageException(option + " " + text + " is not a day; write it as 2024-03-31");
        }
    }

    private static boolean read(Opened opened) throws IOException {
        Path path = Path.of(opened.second("a file"));
        if (!Files.isReadable(path)) {
            throw new UsageException(path + " cannot be read");
        }
        if (opened.isVersioned()) {
            return readVersions(opened, path);
        }
        SeriesStore store = opened.series();
        Source source = Source.of(opened, path);
        if (opened.arguments().has("--preview")) {
            ImportPreview preview = source.preview().apply(store);
            opened.out().print(preview);
            return preview.problems().isEmpty();
        }
        if (!opened.isConfirmed("Merge " + path + " into " + store.name() + "?")) {
            return false;
        }
        ImportReport report = source.into().apply(store);
        opened.out()
                .println(report.values() + " values read, "
                        + report.written().chunksInserted() + " chunks inserted, "
                        + report.written().chunksUpdated() + " updated, "
                        + report.written().chunksUnchanged() + " unchanged");
        report.hints().forEach(hint -> opened.out().println("hint: " + hint));
        return true;
    }

    private static boolean readVersions(Opened opened, Path path) {
        requireZip(path.toString().toLowerCase(Locale.ROOT));
        opened.refuse(OF_CSV, "a file of versions");
        opened.refuse(Set.of("--preview"), "a file of versions");
        if (!opened.isConfirmed(
                "Restore the versions of " + path + " in " + opened.store().name() + "?")) {
            return false;
        }
        VersionZip.Report report = VersionZip.read(path, opened.versions());
        opened.out()
                .println(report.restored() + " keys restored, " + report.unchanged() + " unchanged, "
                        + report.versions() + " versions");
        return true;
    }

    /** An import that is described. */
    private record Source(Function<SeriesStore, ImportPreview> preview, Function<SeriesStore, ImportReport> into) {
        static Source of(Opened opened, Path path) throws IOException {
            if (isParquet(path)) {
                opened.refuse(OF_CSV, "a Parquet file");
                ParquetImport file = ParquetImport.read(path);
                return new Source(store -> file.preview(store, PREVIEWED), file::into);
            }
            CsvImport file = described(opened, path);
            return new Source(store -> file.preview(store, PREVIEWED), file::into);
        }
    }

    private static boolean isParquet(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return Arrays.equals(in.readNBytes(PARQUET.length), PARQUET);
        }
    }

    private static CsvImport described(Opened opened, Path path) {
        Arguments arguments = opened.arguments();
        CsvImport file = CsvImport.read(path);
        file = arguments.one("--time").map(file::time).orElse(file);
        file = arguments.one("--time-pattern").map(file::timePattern).orElse(file);
        file = arguments.one("--tz").map(file::tz).orElse(file);
        file = arguments.one("--value").map(file::value).orElse(file);
        file = arguments
                .one("--separator")
                .map(DataCommands::character)
                .map(file::separator)
                .orElse(file);
        file = arguments
                .one("--decimal")
                .map(DataCommands::character)
                .map(file::decimal)
                .orElse(file);
        for (String column : arguments.all("--column")) {
            file = file.axis(Filters.axis(column, opened.store().axes()).name(), Filters.behind(column));
        }
        Set<Axis<?>> constants = new HashSet<>();
        for (String constant : arguments.all("--constant")) {
            AxisValue<?> value = Filters.value(constant, opened.store().axes());
            if (!constants.add(value.axis())) {
                throw new UsageException("--constant " + value.axis().name() + " occurs twice");
            }
            file = file.axis(value);
        }
        return arguments.has("--wide") ? file.wide() : file;
    }

    private static char character(String text) {
        if (text.equals("tab")) {
            return '\t';
        }
        if (text.length() != 1) {
            throw new UsageException("'" + text + "' must be one character, or tab");
        }
        return text.charAt(0);
    }

    private static boolean pull(Opened opened) {
        URI uri = URI.create(opened.second("a URI, such as https://host/sync/loads"));
        boolean resync = opened.arguments().has("--resync");
        if (!opened.isConfirmed((resync ? "Pull everything from " : "Pull changes from ") + uri + " into "
                + opened.store().name() + "?")) {
            return false;
        }
        SyncClientBuilder builder =
                SyncClient.builder(uri).into(opened.chunks()).filter(opened.filter());
        String token = opened.environment().get("HOLCSTORE_TOKEN");
        SyncClient client = (token == null ? builder : builder.bearerToken(token)).build();
        SyncReport report = resync ? client.resync() : client.pull();
        opened.out()
                .println(report.pages() + " pages, " + report.chunks() + " chunks, " + report.tombstones()
                        + " deletions, " + report.bytes() + " bytes"
                        + (report.heldBack() ? "; the source holds changes back, pull again later" : ""));
        return true;
    }
}
