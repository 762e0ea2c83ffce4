package io.holcstore.internal.files.parquet.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.internal.files.parquet.Compression;
import io.holcstore.internal.files.parquet.PageBytes;
import io.holcstore.internal.files.parquet.ThriftReader;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups of rows are as large as the memory that one takes allows. */
final class RowGroupsTest {
    private static final Axis<String> METER = Axis.of("meter", AxisType.VARCHAR(40));

    @TempDir
    private Path folder = Path.of("");

    private interface Content {
        void add(ParquetWriter writer) throws IOException;
    }

    private List<Long> groups(Content content) throws IOException {
        Path file = folder.resolve("file.parquet");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ParquetWriter writer = new ParquetWriter(channel, List.of(METER), "t", "v", Compression.UNCOMPRESSED);
            content.add(writer);
            writer.finish();
        }
        byte[] all = Files.readAllBytes(file);
        int end = all.length - 8;
        ThriftReader footer = new ThriftReader(all, end - PageBytes.int32(all, end), end);
        return footer.struct().structs(4).stream().map(group -> group.number(3)).toList();
    }

    @Test
    void aGroupHasAMillionRows() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        double[] values = random.doubles(1_200_000).toArray();
        long[] times = new long[values.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = i * 60_000L + random.nextInt(60_000);
        }
        Series series = Series.irregular(times, values);
        assertThat(groups(writer -> writer.add(SeriesKey.of(METER.is("one")), series)))
                .containsExactly(1L << 20, values.length - (1L << 20));
    }

    @Test
    void aGroupOfManyKeysIsSmaller() throws IOException {
        Series series = Series.irregular(new long[] {0}, new double[] {1});
        int keys = 300_000;
        List<Long> groups = groups(writer -> {
            for (int i = 0; i < keys; i++) {
                writer.add(SeriesKey.of(METER.is("meter-of-a-long-name-" + i)), series);
            }
        });
        assertThat(groups).hasSizeGreaterThan(1).allMatch(rows -> rows < 200_000);
        assertThat(groups.stream().mapToLong(Long::longValue).sum()).isEqualTo(keys);
    }
}
