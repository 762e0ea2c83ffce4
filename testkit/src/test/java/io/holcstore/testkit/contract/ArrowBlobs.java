package io.holcstore.testkit.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.compression.NoCompressionCodec;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Writes blobs with Arrow's own writer. It needs an option of the JVM, so it runs in one of its own: {@link #all}
 * starts it once.
 */
final class ArrowBlobs {
    static final long START = 1_704_067_200_000L; // 2024-01-01T00:00Z
    static final int ROWS = 1000;

    private static final ArrowType DOUBLE = new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
    private static final ArrowType NANOS = timestamp(TimeUnit.NANOSECOND, "Europe/Paris");

    private static @Nullable Map<String, byte[]> blobs;

    private ArrowBlobs() {}

    /** The blobs by their names. */
    static synchronized Map<String, byte[]> all() {
        Map<String, byte[]> known = blobs;
        if (known == null) {
            known = written();
            blobs = known;
        }
        return known;
    }

    private static Map<String, byte[]> written() {
        try {
            Path folder = Files.createTempDirectory("arrow");
            Path said = folder.resolve("said.txt");
            Process writer = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--add-opens=java.base/java.nio=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ArrowBlobs.class.getName(),
                            folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (!writer.waitFor(5, java.util.concurrent.TimeUnit.MINUTES) || writer.exitValue() != 0) {
                writer.destroyForcibly();
                throw new AssertionError("no blobs: " + Files.readString(said));
            }
            Map<String, byte[]> read = new HashMap<>();
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    read.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
                    Files.delete(file);
                }
            }
            Files.delete(folder);
            return read;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public static void main(String[] folder) throws IOException {
        Path to = Path.of(folder[0]);
        Files.write(to.resolve("plain"), blob(NANOS, DOUBLE, false, ROWS));
        Files.write(to.resolve("lz4"), blob(NANOS, DOUBLE, true, ROWS));
        Files.write(to.resolve("batches"), blob(NANOS, DOUBLE, true, 400, 0, 1, 599));
        Files.write(to.resolve("none"), blob(NANOS, DOUBLE, true));
        Files.write(to.resolve("micros"), blob(timestamp(TimeUnit.MICROSECOND, "UTC"), DOUBLE, true, ROWS));
        Files.write(to.resolve("seconds"), blob(timestamp(TimeUnit.SECOND, "UTC"), DOUBLE, false, ROWS));
        Files.write(to.resolve("naive"), blob(timestamp(TimeUnit.NANOSECOND, null), DOUBLE, true, ROWS));
        Files.write(
                to.resolve("floats"),
                blob(NANOS, new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE), true, ROWS));
        Files.write(to.resolve("integers"), blob(NANOS, new ArrowType.Int(64, true), true, ROWS));
        Files.write(to.resolve("twoTimes"), blob(NANOS, NANOS, true, ROWS));
        Files.write(to.resolve("text"), blob(NANOS, new ArrowType.Utf8(), true, 0));
    }

    private static ArrowType timestamp(TimeUnit unit, @Nullable String zone) {
        return new ArrowType.Timestamp(unit, zone);
    }

    /** The value of a row; NaN where there is none. */
    static double value(int row) {
        return row % 10 == 3 ? Double.NaN : row < 300 ? row : new Random(row).nextInt(1 << 24);
    }

    private static byte[] blob(ArrowType time, ArrowType value, boolean lz4, int... batches) throws IOException {
        Schema schema = new Schema(List.of(
                new Field("index", FieldType.nullable(time), null), new Field("0", FieldType.nullable(value), null)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (RootAllocator memory = new RootAllocator();
                VectorSchemaRoot root = VectorSchemaRoot.create(schema, memory);
                ArrowFileWriter writer = new ArrowFileWriter(
                        root,
                        null,
                        Channels.newChannel(bytes),
                        Map.of(),
                        IpcOption.DEFAULT,
                        lz4 ? CommonsCompressionFactory.INSTANCE : NoCompressionCodec.Factory.INSTANCE,
                        lz4 ? CodecType.LZ4_FRAME : CodecType.NO_COMPRESSION)) {
            writer.start();
            int from = 0;
            for (int rows : batches) {
                root.allocateNew();
                for (int i = 0; i < rows; i++) {
                    set(root.getVector(0), i, START + 3_600_000L * (from + i));
                    set(root.getVector(1), i, value(from + i));
                }
                root.setRowCount(rows);
                writer.writeBatch();
                from += rows;
            }
            writer.end();
        }
        return bytes.toByteArray();
    }

    private static void set(FieldVector vector, int row, long millis) {
        int perMilli =
                switch (((ArrowType.Timestamp) vector.getField().getType()).getUnit()) {
                    case SECOND -> 0;
                    case MILLISECOND -> 1;
                    case MICROSECOND -> 1_000;
                    case NANOSECOND -> 1_000_000;
                };
        ((TimeStampVector) vector).setSafe(row, perMilli == 0 ? millis / 1000 : millis * perMilli);
    }

    private static void set(FieldVector vector, int row, double value) {
        if (vector instanceof TimeStampVector) {
            set(vector, row, START);
        } else if (Double.isNaN(value) && (row % 20 == 3 || vector instanceof BigIntVector)) {
            vector.setNull(row); // the other rows without a value have a NaN
        } else if (vector instanceof Float8Vector doubles) {
            doubles.setSafe(row, value);
        } else if (vector instanceof Float4Vector floats) {
            floats.setSafe(row, (float) value);
        } else {
            ((BigIntVector) vector).setSafe(row, (long) value);
        }
    }
}
