package io.holcstore.internal.http;

import io.holcstore.feed.Change;
import io.holcstore.feed.ChangePage;
import io.holcstore.internal.time.Micros;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes a page, one blob after the other. */
public final class PageWriter {
    private final DataOutputStream out;

    private PageWriter(DataOutputStream out) {
        this.out = out;
    }

    /** Does the same as {@link PageFormats.Writer#write}, in version 2. */
    static void writeWithPurges(ChangePage page, KeyFilter allowed, DataOutputStream out) throws IOException {
        write(page, allowed, out);
        out.writeLong(page.purgedSequence());
    }

    /** Does the same as {@link PageFormats.Writer#write}, in version 1. */
    public static void write(ChangePage page, KeyFilter allowed, DataOutputStream out) throws IOException {
        new PageWriter(out).write(page, allowed);
    }

    private void write(ChangePage page, KeyFilter allowed) throws IOException {
        out.writeByte(page.shape().size());
        for (Map.Entry<String, String> setting : page.shape().entrySet()) {
            text(setting.getKey());
            text(setting.getValue());
        }
        List<String> conditions = FilterParameters.write(allowed);
        out.writeByte(conditions.size());
        for (String condition : conditions) {
            text(condition);
        }
        for (Change change : page.changes()) {
            change(change);
        }
        out.writeByte(PageFormat.END);
        out.writeInt(page.changes().size());
        text(page.next().toString());
        out.writeByte(PageFormat.REMAINING.indexOf(page.remaining()));
    }

    private void change(Change change) throws IOException {
        out.writeByte(change.deleted() ? PageFormat.TOMBSTONE : PageFormat.CHUNK);
        SeriesKey key = change.key();
        for (int i = 0; i < key.size(); i++) {
            text(key.value(i).toString());
        }
        out.writeInt(change.chunk());
        out.writeLong(change.sequence());
        out.writeLong(Micros.of(change.updatedAt()));
        text(change.dtype());
        if (!change.deleted()) {
            out.writeInt(change.valueCount());
            out.writeLong(change.startMillis());
            out.writeLong(change.firstMillis());
            out.writeLong(change.lastMillis());
            out.writeDouble(change.statistics().sum());
            out.writeDouble(change.statistics().min());
            out.writeDouble(change.statistics().max());
            out.writeInt(change.data().length);
            out.write(change.data());
        }
    }

    private void text(String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }
}
