package io.holcstore.internal.files.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.holcstore.error.CsvFormatException;
import io.holcstore.internal.files.CheckedEntry;
import io.holcstore.internal.files.CsvNames;
import io.holcstore.internal.files.ImportTally;
import io.holcstore.internal.files.WaitingSeries;
import io.holcstore.internal.files.WholeGzip;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The CSV files at a path: one plain or gzipped file, or those of a zip. The first bytes decide, not the name. */
public final class CsvSources implements AutoCloseable {
    private static final int GZIP = 0x1f8b;
    private static final int ZIP = 0x504b0304;
    private static final int EMPTY_ZIP = 0x504b0506;
    private static final int AFTER_KEY = 3; // columns of a summary after the key
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,18}");

    private final List<CsvSource> list = new ArrayList<>();
    private @Nullable ZipFile zip;

    private CsvSources() {}

    /** Reads a file. */
    public interface Reader {
        void read(CsvFile file, CsvSource source) throws IOException;
    }

    /** Reads the files at a path until enough values wait. A file that cannot be read is a problem of its own. */
    public static void forEach(Path path, CsvFormat format, WaitingSeries series, ImportTally tally, Reader reader)
            throws IOException {
        try (CsvSources sources = open(path, format)) {
            for (CsvSource source : sources.list) {
                series.begin(source.name());
                try (CsvFile file = CsvFile.open(source, format)) {
                    reader.read(file, source);
                } catch (CsvFormatException e) {
                    tally.problem(e); // nothing more of this file can be read
                }
                if (series.isFull()) {
                    break;
                }
            }
        } catch (CsvFormatException e) {
            tally.problem(e);
        }
    }

    public static CsvSources open(Path path, CsvFormat format) throws IOException {
        CsvSources sources = new CsvSources();
        try {
            int begin = beginning(path);
            if (begin == ZIP || begin == EMPTY_ZIP) {
                sources.openZip(path, format);
            } else {
                String name = path.getFileName().toString();
                sources.list.add(new CsvSource(
                        name,
                        null,
                        begin >>> 16 == GZIP
                                ? () -> gunzip(name, Files.newInputStream(path))
                                : () -> Files.newInputStream(path)));
            }
            return sources;
        } catch (RuntimeException | IOException e) {
            sources.close();
            throw e;
        }
    }

    public List<CsvSource> list() {
        return list;
    }

    private static int beginning(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] four = Arrays.copyOf(in.readNBytes(Integer.BYTES), Integer.BYTES);
            return ByteBuffer.wrap(four).getInt();
        }
    }

    private static InputStream gunzip(String name, InputStream in) throws IOException {
        try {
            return new WholeGzip(in);
        } catch (IOException e) {
            in.close();
            throw new CsvFormatException(
                    name + ": the compressed file is damaged (" + e.getMessage() + "); get the file again", e, name);
        }
    }

    private void openZip(Path path, CsvFormat format) throws IOException {
        String name = path.getFileName().toString();
        ZipFile file;
        try {
            file = new ZipFile(path.toFile());
        } catch (ZipException | EOFException e) {
            throw new CsvFormatException(
                    name + ": the zip is damaged (" + e.getMessage() + "); get the file again", e, name);
        }
        zip = file;
        ZipEntry summary = file.getEntry(CsvNames.SUMMARY);
        if (summary == null) {
            file.stream()
                    .filter(CsvSources::isCsv)
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .forEach(entry -> list.add(source(name, file, entry, null)));
            if (list.isEmpty()) {
                throw new CsvFormatException(name + " has no .csv file", null, name);
            }
        } else {
            try (CsvFile csv = CsvFile.open(source(name, file, summary, null), format.plain())) {
                readSummary(name, file, csv);
            }
        }
    }

    private static boolean isCsv(ZipEntry entry) {
        String name = entry.getName();
        return name.toLowerCase(Locale.ROOT).endsWith(".csv") && !name.startsWith("__MACOSX/");
    }

    private static CsvSource source(String zip, ZipFile file, ZipEntry entry, CsvSource.@Nullable Summary summary) {
        String name = zip + "!" + entry.getName();
        return new CsvSource(name, summary, () -> {
            try {
                return new CheckedEntry(file, entry);
            } catch (ZipException | EOFException e) {
                throw new CsvFormatException(
                        name + ": the zip is damaged (" + e.getMessage() + "); get the file again", e, name);
            }
        });
    }

    /**
     * Reads a summary. Each row contains the name of a file, its key, and three more columns, of which the last is the
     * number of values.
     */
    private void readSummary(String name, ZipFile file, CsvFile csv) throws IOException {
        List<String> header = csv.header();
        int last = header.size() - 1;
        if (last < AFTER_KEY) {
            throw new CsvFormatException(
                    csv.name() + " has the columns " + header
                            + ", but a summary has the file, its key, and start, end and count; check separator(..)",
                    null,
                    csv.name());
        }
        for (CsvRecord row = csv.next(); row != null; row = csv.next()) {
            csv.requireWidth(row);
            Map<String, String> key = new LinkedHashMap<>();
            for (int i = 1; i <= last - AFTER_KEY; i++) {
                key.put(header.get(i), csv.text(row.getField(i)));
            }
            ZipEntry entry = file.getEntry(row.getField(0));
            if (entry == null) {
                throw csv.error(row, 0, "is missing in the zip; get the file again", null);
            }
            String place = csv.name() + ", line " + csv.line(row);
            long count = header.get(last).equals("count") ? count(csv, row, last) : -1;
            list.add(source(name, file, entry, new CsvSource.Summary(place, key, count)));
        }
    }

    private static long count(CsvFile csv, CsvRecord row, int column) {
        String text = row.getField(column);
        if (!COUNT.matcher(text).matches()) {
            throw csv.error(row, column, "is not a number of values", null);
        }
        return Long.parseLong(text);
    }

    @Override
    public void close() throws IOException {
        if (zip != null) {
            zip.close();
        }
    }
}
