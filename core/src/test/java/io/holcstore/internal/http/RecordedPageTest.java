package io.holcstore.internal.http;

import static io.holcstore.key.AxisType.BIGINT;
import static io.holcstore.key.AxisType.BOOLEAN;
import static io.holcstore.key.AxisType.DATE;
import static io.holcstore.key.AxisType.INT;
import static io.holcstore.key.AxisType.NUMERIC;
import static io.holcstore.key.AxisType.SMALLINT;
import static io.holcstore.key.AxisType.TEXT;
import static io.holcstore.key.AxisType.TIMESTAMP;
import static io.holcstore.key.AxisType.UUID;
import static io.holcstore.key.AxisType.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.feed.Change;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.feed.ChangePage.Remaining;
import io.holcstore.internal.codec.ChunkCodec;
import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Statistics;
import io.holcstore.store.Encoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A page of each version as the first build wrote it that knew the version: every later build reads it, and writes the
 * same bytes. Neither the pages nor the changes here are changed.
 */
class RecordedPageTest {
    private static final long PURGED = Long.MAX_VALUE - 1;

    private static final Axis<Integer> VERSION = Axis.of("version", INT);
    private static final Axis<Long> METER = Axis.of("meter", BIGINT);
    private static final Axis<Short> CHANNEL = Axis.of("channel", SMALLINT);
    private static final Axis<Boolean> CHECKED = Axis.of("checked", BOOLEAN);
    private static final Axis<String> KIND = Axis.of("kind", TEXT);
    private static final Axis<String> CODE = Axis.of("code", VARCHAR(20));
    private static final Axis<LocalDate> DAY = Axis.of("day", DATE);
    private static final Axis<java.util.UUID> SITE = Axis.of("site", UUID);
    private static final Axis<Instant> RUN = Axis.of("run", TIMESTAMP);
    private static final Axis<BigDecimal> SHARE = Axis.of("share", NUMERIC(8, 3));
    private static final List<Axis<?>> AXES =
            List.of(VERSION, METER, CHANNEL, CHECKED, KIND, CODE, DAY, SITE, RUN, SHARE);

    private static final Map<String, String> SHAPE =
            Map.of("axes", "those of the test", "freq", "1h", "tz", "Europe/Paris");
    private static final KeyFilter ALLOWED =
            VERSION.between(1, 9).and(KIND.in("base", "été", "a:b&c=d%", "", "\t \ud83d\udd0c"));
    private static final ChangeCursor NEXT = ChangeCursor.of(0xfedc_ba98_7654_3210L, ALLOWED, 123_456_789_012L, 42);

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private static final double[] VALUES = {1.5, Double.NaN, 2.25, -3.5, 0.0};
    private static final Statistics STATISTICS = new Statistics(4, 0.25, -3.5, 2.25);
    private static final String COMPACT = "EwUBAAACAAABABEZrAIAACcDADwMZAEDSgBd";
    private static final String LZ4 = "BCJNGGhAKAAAAAAAAAB1HwAAABEAAQAh+D8HADIA+H8IACICQAgAoAzAAAAAAAAAAAAAAAAA";

    private static final List<Change> CHANGES = List.of(
            chunk(key(1, "base"), 24_288, 1, "compact", COMPACT),
            chunk(key(2, "été"), 24_289, 2, "float64", LZ4),
            new Change(key(3, "a:b&c=d%"), -1, Long.MAX_VALUE, true, "compact", 0, 0, 0, 0, Instant.EPOCH, new byte[0]),
            new Change(
                    key(9, "\t \ud83d\udd0c"),
                    Integer.MIN_VALUE,
                    3,
                    false,
                    "float64",
                    4,
                    -62_135_596_800_000L,
                    -62_135_596_800_000L,
                    253_402_300_799_999L,
                    Instant.parse("0001-01-01T00:00:00.000001Z"),
                    Base64.getDecoder().decode(LZ4)),
            new Change(key(9, ""), Integer.MAX_VALUE, 4, true, "", 0, 0, 0, 0, LAST, new byte[0]));

    private static SeriesKey key(int version, String kind) {
        return SeriesKey.of(
                VERSION.is(version),
                METER.is(Long.MIN_VALUE + version),
                CHANNEL.is((short) -version),
                CHECKED.is(version % 2 == 0),
                KIND.is(kind),
                CODE.is("FR-" + version),
                DAY.is(LocalDate.of(2024, 2, 20 + version)),
                SITE.is(new java.util.UUID(version, -version)),
                RUN.is(Instant.parse("2024-03-31T01:00:00.000001Z").plusSeconds(version)),
                SHARE.is(new BigDecimal("-12.500").add(BigDecimal.valueOf(version))));
    }

    private static Change chunk(SeriesKey key, int chunkIndex, long mark, String dtype, String blob) {
        return new Change(
                key,
                chunkIndex,
                mark,
                false,
                dtype,
                STATISTICS,
                1_704_063_600_000L,
                1_704_063_600_000L,
                1_704_078_000_000L,
                Instant.parse("2024-01-02T03:04:05.678901Z"),
                Base64.getDecoder().decode(blob));
    }

    private static ChangePage page(int version) {
        long purged = version == 1 ? 0 : PURGED;
        return new ChangePage(SHAPE, ALLOWED, ChangeCursor.start(), CHANGES, NEXT, Remaining.MORE, purged);
    }

    private static byte[] written(int version) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PageFormats.KNOWN.write(version, page(version), ALLOWED, out);
        return out.toByteArray();
    }

    private static byte[] recorded(int version) throws IOException {
        String name = "/wire/changes-page-" + version + ".bin";
        try (InputStream in = Objects.requireNonNull(RecordedPageTest.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void everyBuildReadsIt(int version) throws Exception {
        ChangePage read = PageFormats.KNOWN.read(
                recorded(version), new PageFormats.Asked(SHAPE, AXES, KeyFilter.all(), ChangeCursor.start(), 5));
        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFields("filter")
                .withEqualsForType(Statistics::equals, Statistics.class)
                .isEqualTo(page(version));
        assertThat(read.filter().conditions()).isEqualTo(ALLOWED.conditions());
        for (Change change : read.changes()) {
            if (!change.deleted()) {
                double[] values = new double[VALUES.length];
                ChunkCodec.of(Encoding.LZ4, 24).decode(change.dtype(), change.data(), VALUES.length, values, 0);
                assertThat(values).isEqualTo(VALUES);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void everyBuildWritesIt(int version) throws IOException {
        assertThat(written(version)).isEqualTo(recorded(version));
    }

    /** Writes the page of a version to a file that is not there yet. */
    public static void main(String[] versionAndFile) throws IOException {
        Files.write(
                Path.of(versionAndFile[1]),
                written(Integer.parseInt(versionAndFile[0])),
                java.nio.file.StandardOpenOption.CREATE_NEW);
    }
}
