package io.holcstore.internal.files.parquet.read;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.holcstore.internal.files.parquet.Column;
import io.holcstore.internal.files.parquet.Damage;
import io.holcstore.internal.files.parquet.LogicalType;
import io.holcstore.internal.files.parquet.PageBytes;
import io.holcstore.internal.files.parquet.ParquetNames;
import io.holcstore.internal.files.parquet.PhysicalType;
import io.holcstore.internal.files.parquet.ThriftReader;
import io.holcstore.internal.files.parquet.ThriftStruct;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An open Parquet file: its columns that are not nested, and its groups of rows. */
final class ParquetFile implements Closeable {
    private static final byte[] MARK = ParquetNames.mark();
    private static final byte[] ENCRYPTED = "PARE".getBytes(US_ASCII);
    private static final int TAIL = 8;
    private static final int LARGEST_FOOTER = 1 << 26;
    private static final int REPEATED = 2;

    private final FileChannel channel;
    private final long footer; // where it begins
    private final List<ThriftStruct> groups;
    private final Map<String, Column> columns;
    private final List<String> others;
    private final Set<String> repeated = new HashSet<>();

    private ParquetFile(FileChannel channel) throws IOException {
        this.channel = channel;
        long size = channel.size();
        if (size < TAIL + MARK.length) {
            throw new Damage("is not a Parquet file: it has " + size + " bytes");
        }
        byte[] tail = read(size - TAIL, TAIL);
        byte[] mark = Arrays.copyOfRange(tail, Integer.BYTES, TAIL);
        if (Arrays.equals(mark, ENCRYPTED)) {
            throw new Damage("is encrypted; write it without encryption");
        }
        if (!Arrays.equals(read(0, MARK.length), MARK)) {
            throw new Damage("is not a Parquet file: it does not begin with PAR1");
        }
        if (!Arrays.equals(mark, MARK)) {
            throw new Damage("is a Parquet file that is cut off, or is being written: it does not end with PAR1");
        }
        int length = PageBytes.int32(tail, 0);
        if (length < 0 || length > Math.min(LARGEST_FOOTER, size - TAIL - MARK.length)) {
            throw new Damage("must have a footer of " + Integer.toUnsignedLong(length) + " bytes, but has " + size
                    + " bytes in all");
        }
        footer = size - TAIL - length;
        ThriftStruct meta = footer(read(footer, length));
        columns = new LinkedHashMap<>();
        others = new ArrayList<>();
        readSchema(meta.structs(2));
        groups = meta.structs(4);
        requireOne();
    }

    /**
     * Refuses files that were joined: the footer counts places from the start of the last one, so they would be wrong.
     */
    private void requireOne() throws IOException {
        long start = footer - Math.max(MARK.length, FooterExtent.end(groups));
        if (start >= TAIL + MARK.length && start <= footer - MARK.length) {
            byte[] marks = read(start - MARK.length, 2 * MARK.length);
            if (Arrays.equals(marks, 0, MARK.length, MARK, 0, MARK.length)
                    && Arrays.equals(marks, MARK.length, marks.length, MARK, 0, MARK.length)) {
                throw new Damage("is several Parquet files, one after the other; import each by itself");
            }
        }
    }

    static ParquetFile open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new ParquetFile(channel);
        } catch (RuntimeException | IOException e) {
            channel.close();
            throw e;
        }
    }

    private static ThriftStruct footer(byte[] bytes) {
        try {
            return new ThriftReader(bytes, 0, bytes.length).struct();
        } catch (ThriftReader.Underflow e) {
            throw new Damage("has a footer that ends too early", e);
        }
    }

    private void readSchema(List<ThriftStruct> elements) {
        if (elements.isEmpty()) {
            throw new Damage("has no schema");
        }
        int index = 0;
        int at = 1;
        Set<String> names = new HashSet<>();
        while (at < elements.size()) {
            ThriftStruct element = elements.get(at);
            String name = element.text(4);
            int repetition = element.integer(3, 0);
            if (!names.add(name)) {
                repeated.add(name);
            }
            if (element.integer(5, 0) == 0 && element.has(1) && repetition != REPEATED) {
                PhysicalType type = PhysicalType.of(element.integer(1));
                int width = type == PhysicalType.FIXED_LEN_BYTE_ARRAY ? element.integer(2) : type.width;
                if (type == PhysicalType.FIXED_LEN_BYTE_ARRAY && width <= 0) {
                    throw new Damage("column " + name + " has values of " + width + " bytes");
                }
                columns.putIfAbsent(
                        name, new Column(index++, name, type, width, LogicalType.read(element), repetition == 1));
                at++;
            } else {
                others.add(name);
                long open = 1; // elements of this one that are still to come
                while (open > 0 && at < elements.size()) {
                    int children = elements.get(at).integer(5, 0);
                    index += elements.get(at).has(1) && children == 0 ? 1 : 0;
                    open += children - 1L;
                    at++;
                }
            }
        }
    }

    /** Returns the columns by their names. */
    Map<String, Column> columns() {
        return columns;
    }

    /** Returns the names of columns that are nested or repeated. */
    List<String> others() {
        return others;
    }

    /** Returns a column; null when the file does not have it, or it is nested. Fails when several have the name. */
    @Nullable
    Column column(String name) {
        if (repeated.contains(name)) {
            throw new Damage("has several columns with the name " + name + "; write it with names that differ");
        }
        return columns.get(name);
    }

    int groups() {
        return groups.size();
    }

    /** Returns how many rows a group has. */
    long rows(int group) {
        long rows = groups.get(group).number(3);
        if (rows < 0) {
            throw new Damage("has a group of " + rows + " rows");
        }
        return rows;
    }

    /** Returns a reader of a column of a group, which begins at its first row. */
    ColumnReader read(int group, Column column) {
        List<ThriftStruct> chunks = groups.get(group).structs(1);
        if (column.index() >= chunks.size()) {
            throw new Damage("has a group of rows without column " + column.name());
        }
        return new ColumnReader(this, column, Chunk.read(chunks.get(column.index()), column, footer));
    }

    byte[] read(long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new Damage("is shorter than it was when it was opened");
            }
        }
        return bytes.array();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
