package io.holcstore.internal.explorer;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.holcstore.internal.http.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Writes answers as CSV with a header: times are ISO instants in UTC, and a missing value is an empty cell. */
final class Csv {
    static final String TYPE = "text/csv; charset=utf-8";

    private Csv() {}

    /** Writes the lines below the header. */
    interface Content {
        void write(CsvWriter csv);
    }

    static Reply reply(String[] header, Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 12);
        try (CsvWriter csv = CsvWriter.builder().build(new OutputStreamWriter(bytes, StandardCharsets.UTF_8))) {
            csv.writeRecord(header);
            content.write(csv);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Json.whole(TYPE, bytes);
    }

    static String time(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).toString();
    }

    static String number(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }

    static String count(double value) {
        return Long.toString((long) value);
    }
}
