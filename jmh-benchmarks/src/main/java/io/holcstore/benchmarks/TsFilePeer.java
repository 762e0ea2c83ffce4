package io.holcstore.benchmarks;

import io.holcstore.series.Series;
import io.holcstore.time.TimeRange;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.apache.tsfile.enums.TSDataType;
import org.apache.tsfile.exception.write.WriteProcessException;
import org.apache.tsfile.file.metadata.IChunkMetadata;
import org.apache.tsfile.file.metadata.IDeviceID;
import org.apache.tsfile.file.metadata.enums.CompressionType;
import org.apache.tsfile.file.metadata.enums.TSEncoding;
import org.apache.tsfile.read.TsFileSequenceReader;
import org.apache.tsfile.read.common.BatchData;
import org.apache.tsfile.read.controller.CachedChunkLoaderImpl;
import org.apache.tsfile.read.filter.basic.Filter;
import org.apache.tsfile.read.filter.factory.TimeFilterApi;
import org.apache.tsfile.read.reader.series.FileSeriesReader;
import org.apache.tsfile.write.TsFileWriter;
import org.apache.tsfile.write.record.Tablet;
import org.apache.tsfile.write.schema.MeasurementSchema;
import org.jspecify.annotations.Nullable;

/**
 * Apache TsFile: one file, written once and forced to the disk. Values of few decimals are differences of integers
 * (TS_2DIFF), others plain, both with LZ4. It has neither updates nor aggregates.
 */
final class TsFilePeer implements Peer {
    private static final String MEASUREMENT = "reading";
    private static final int TABLET = 4096;

    private final Path folder;
    private final Path file;
    private final MeasurementSchema schema;
    private @Nullable TsFileSequenceReader reader;
    private int series;

    TsFilePeer(Data data) throws IOException {
        folder = Files.createTempDirectory("tsfile");
        file = folder.resolve("points.tsfile");
        schema = data == Data.NOISE
                ? new MeasurementSchema(MEASUREMENT, TSDataType.DOUBLE, TSEncoding.PLAIN, CompressionType.LZ4)
                : new MeasurementSchema(
                        MEASUREMENT,
                        TSDataType.DOUBLE,
                        TSEncoding.TS_2DIFF,
                        CompressionType.LZ4,
                        Map.of("max_point_number", "3"));
    }

    private static IDeviceID device(int i) {
        return IDeviceID.Factory.DEFAULT_FACTORY.create("root.v" + Workload.version(i) + '.' + Workload.kind(i));
    }

    @Override
    public void load(List<Series> all) throws IOException, WriteProcessException {
        try (TsFileWriter writer = new TsFileWriter(file.toFile())) {
            for (int i = 0; i < all.size(); i++) {
                writer.registerTimeseries(device(i), schema);
                Tablet tablet = new Tablet(device(i).toString(), List.of(schema), TABLET);
                Series each = all.get(i);
                for (int p = 0; p < each.size(); p++) {
                    int row = p % TABLET;
                    tablet.addTimestamp(row, each.epochMillisAt(p));
                    tablet.addValue(row, 0, each.valueAt(p));
                    if (row == TABLET - 1 || p == each.size() - 1) {
                        tablet.setRowSize(row + 1);
                        writer.writeTree(tablet);
                        tablet.reset();
                    }
                }
            }
        }
        try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        series = all.size();
        reader = new TsFileSequenceReader(file.toString());
    }

    @Override
    public void settle() {
        // a file that is closed
    }

    @Override
    public long bytes() throws IOException {
        return Files.size(file);
    }

    private TsFileSequenceReader reader() {
        if (reader == null) {
            throw new IllegalStateException("nothing was loaded");
        }
        return reader;
    }

    /** A reader of one series, whose metadata are read again for each. */
    private FileSeriesReader open(int i, @Nullable Filter filter) throws IOException {
        List<IChunkMetadata> chunks = List.copyOf(reader().getIChunkMetadataList(device(i), MEASUREMENT));
        return new FileSeriesReader(new CachedChunkLoaderImpl(reader()), chunks, filter);
    }

    @Override
    public Series read(int i, TimeRange range, int expected) throws IOException {
        long[] times = new long[expected];
        double[] values = new double[expected];
        int at = 0;
        FileSeriesReader batches = open(i, TimeFilterApi.between(range.startMillis(), range.endMillis() - 1));
        while (batches.hasNextBatch()) {
            BatchData batch = batches.nextBatch();
            for (int p = 0; p < batch.length(); p++) {
                times[at] = batch.getTimeByIndex(p);
                values[at++] = batch.getDoubleByIndex(p);
            }
        }
        if (at != expected) {
            throw new IllegalStateException("expected " + expected + " points but got " + at);
        }
        return Series.wrap(times, values);
    }

    @Override
    public void stream(Digest into) throws IOException {
        for (int i = 0; i < series; i++) {
            FileSeriesReader batches = open(i, null);
            while (batches.hasNextBatch()) {
                BatchData batch = batches.nextBatch();
                for (int p = 0; p < batch.length(); p++) {
                    into.add(batch.getTimeByIndex(p), batch.getDoubleByIndex(p));
                }
            }
        }
    }

    @Override
    public void merge(List<Series> late) {
        throw new UnsupportedOperationException("TsFile has no updates");
    }

    @Override
    public void totals(Bucket bucket, Digest into) {
        throw new UnsupportedOperationException("TsFile has no aggregates");
    }

    /** From the statistics of the series. */
    @Override
    public void last(Digest into) throws IOException {
        for (int i = 0; i < series; i++) {
            var statistics = reader().readTimeseriesMetadata(device(i), MEASUREMENT, false)
                    .getStatistics();
            into.add(statistics.getEndTime(), (Double) statistics.getLastValue());
        }
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
        Folders.delete(folder);
    }
}
