package io.holcstore.internal.explorer;

import io.holcstore.files.CsvExport;
import io.holcstore.files.ParquetCompression;
import io.holcstore.files.ParquetExport;
import io.holcstore.internal.http.ProblemException;
import io.holcstore.internal.http.Reply;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.SeriesStore;
import io.holcstore.time.TimeRange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Exports series as a file. */
final class ExportEndpoint implements DataEndpoint.Answering {
    private static final String PARQUET = "parquet";

    @Override
    public List<String> parameters() {
        return List.of(Query.SERIES, Query.FILTER, Query.FROM, Query.TO, Query.FORMAT);
    }

    @Override
    public Reply answer(Published published, Query query) throws ProblemException {
        String format = query.choice(Query.FORMAT, "csv", List.of("csv", PARQUET));
        if (!(published.store() instanceof SeriesStore store)) {
            throw published.conflict("has versions, of which there is no export; take values with format=csv");
        }
        TimeRange range = query.range();
        Selection selection = Selection.of(published, query, Integer.MAX_VALUE);
        return format.equals(PARQUET)
                ? parquet(published, store, selection.requireFilter(), range)
                : csv(published, store, selection.parts(), range);
    }

    private static Map<String, String> headers(Published published, String ending, String type) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", type);
        headers.put("Content-Disposition", "attachment; filename=\"" + published.name() + "." + ending + "\"");
        headers.put("Cache-Control", "no-store");
        return headers;
    }

    private static Reply csv(Published published, SeriesStore store, List<KeyFilter> parts, TimeRange range) {
        return new Reply(200, headers(published, "csv", Csv.TYPE), false, out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            Writer target = writer;
            for (KeyFilter part : parts) {
                CsvExport.of(store).filter(part).range(range).separator(',').to(target);
                target = new WithoutHeader(writer);
            }
            writer.flush();
        });
    }

    private static Reply parquet(Published published, SeriesStore store, KeyFilter filter, TimeRange range) {
        try {
            Path file = Files.createTempFile("holcstore-export-", ".parquet");
            try {
                ParquetExport.of(store)
                        .filter(filter)
                        .range(range)
                        .compression(compression())
                        .to(file);
                Map<String, String> headers = headers(published, PARQUET, "application/vnd.apache.parquet");
                headers.put("Content-Length", Long.toString(Files.size(file)));
                InputStream in = Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
                return new Reply(200, headers, false, out -> copy(in, out));
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the export of " + published.name() + " could not be written", e);
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        try (in) {
            in.transferTo(out);
        }
    }

    private static ParquetCompression compression() {
        return Libraries.hasAircompressor() ? ParquetCompression.ZSTD : ParquetCompression.UNCOMPRESSED;
    }

    /** Passes on all but the first line. */
    private static final class WithoutHeader extends Writer {
        private final Writer out;
        private boolean header = true;

        WithoutHeader(Writer out) {
            super();
            this.out = out;
        }

        @Override
        public void write(char[] text, int from, int length) throws IOException {
            int at = from;
            while (header && at < from + length) {
                header = text[at++] != '\n';
            }
            out.write(text, at, from + length - at);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
