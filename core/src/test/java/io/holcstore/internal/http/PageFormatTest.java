package io.holcstore.internal.http;

import static io.holcstore.key.AxisType.INT;
import static io.holcstore.key.AxisType.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Seeds;
import io.holcstore.feed.Change;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.feed.ChangePage.Remaining;
import io.holcstore.http.Access;
import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Statistics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class PageFormatTest {
    private static final Axis<Integer> VERSION = Axis.of("version", INT);
    private static final Axis<String> KIND = Axis.of("kind", TEXT);
    private static final List<Axis<?>> AXES = List.of(VERSION, KIND);
    private static final Map<String, String> SHAPE = Map.of("freq", "1h", "tz", "UTC");
    private static final Instant WRITTEN = Instant.parse("2024-01-02T03:04:05.678901Z");
    private static final KeyFilter ALLOWED = VERSION.is(1);
    private static final ChangeCursor NEXT = ChangeCursor.of(0xabc, ALLOWED, 12, 34);

    private static final Change CHUNK = new Change(
            SeriesKey.of(VERSION.is(1), KIND.is("é")),
            24288,
            7,
            false,
            "compact",
            new Statistics(2, 1.5, -0.5, 2),
            500,
            1000,
            2000,
            WRITTEN,
            new byte[] {(byte) 0xca, (byte) 0xfe});
    private static final Change TOMBSTONE = new Change(
            SeriesKey.of(VERSION.is(1), KIND.is("")),
            -1,
            Long.MAX_VALUE,
            true,
            "",
            0,
            0,
            0,
            0,
            Instant.EPOCH,
            new byte[0]);

    private static ChangePage page(Remaining remaining, Change... changes) {
        return new ChangePage(SHAPE, ALLOWED, ChangeCursor.start(), List.of(changes), NEXT, remaining);
    }

    private static byte[] written(ChangePage page) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PageFormats.KNOWN.write(1, page, ALLOWED, out);
        return out.toByteArray();
    }

    private static ChangePage read(byte[] body) throws Exception {
        return read(body, SHAPE, ChangeCursor.start());
    }

    private static ChangePage read(byte[] body, Map<String, String> shape, ChangeCursor from) throws Exception {
        return PageFormats.KNOWN.read(body, new PageFormats.Asked(shape, AXES, KeyFilter.all(), from, 2));
    }

    /** What the package's Javadoc describes, byte by byte. */
    @Test
    void theBytesAreThese() throws Exception {
        String expected = "484c4350 01" // HLCP, version 1
                + "02 00000004 66726571 00000002 3168 00000002 747a 00000003 555443" // freq=1h, tz=UTC
                + "01 0000000c 696e3a76657273696f6e3a31" // in:version:1
                + "01 00000001 31 00000002 c3a9 00005ee0 0000000000000007 00060dedc0582f35 00000007 636f6d70616374"
                + "00000002 00000000000001f4 00000000000003e8 00000000000007d0"
                + "3ff8000000000000 bfe0000000000000 4000000000000000 00000002 cafe"
                + "02 00000001 31 00000000 ffffffff 7fffffffffffffff 0000000000000000 00000000"
                + "00 00000002 00000027 30303030303030303030303030616263 2e "
                + hex(NEXT.toString().substring(17, 33))
                + " 2e31322e3334 02";
        byte[] bytes = written(page(Remaining.HELD_BACK, CHUNK, TOMBSTONE));
        byte[] content = Arrays.copyOf(bytes, bytes.length - 4);
        assertThat(HexFormat.of().formatHex(content)).isEqualTo(expected.replace(" ", ""));
        assertThat(ByteBuffer.wrap(bytes).getInt(content.length)).isEqualTo(checksum(bytes));
    }

    private static String hex(String ascii) {
        return HexFormat.of().formatHex(ascii.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - 4);
        return (int) crc.getValue();
    }

    @Test
    void timesOfAllYearsComeBack() throws Exception {
        for (String time : List.of(
                "0001-01-01T00:00:00Z",
                "1500-01-01T00:00:00.000001Z",
                "2500-01-01T00:00:00.000001Z",
                "9999-12-31T23:59:59.999999Z")) {
            Change change = new Change(TOMBSTONE.key(), 1, 1, true, "", 0, 0, 0, 0, Instant.parse(time), new byte[0]);
            assertThat(read(written(page(Remaining.NOTHING, change)))
                            .changes()
                            .get(0)
                            .updatedAt())
                    .isEqualTo(time);
        }
    }

    @Test
    void whatMayBeSeenHasNoMoreValuesThanARequest() throws Exception {
        Integer[] values = IntStream.range(0, 10_001).boxed().toArray(Integer[]::new);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PageFormats.KNOWN.write(1, page(Remaining.NOTHING), VERSION.in(values), out);
        assertThatThrownBy(() -> read(out.toByteArray())).hasMessageContaining("more than 10000 values");
        assertThatThrownBy(() -> Access.to(VERSION.in(values))).hasMessageContaining("10001 values");
    }

    @Test
    void pagesComeBack() throws Exception {
        for (Remaining remaining : Remaining.values()) {
            ChangePage sent = page(remaining, CHUNK, TOMBSTONE);
            ChangePage got = read(written(sent));
            assertThat(got)
                    .usingRecursiveComparison()
                    .ignoringFields("filter")
                    .withEqualsForType(Statistics::equals, Statistics.class)
                    .isEqualTo(sent);
            assertThat(got.filter().conditions()).isEqualTo(ALLOWED.conditions());
        }
        assertThat(read(written(page(Remaining.NOTHING))).changes()).isEmpty();
    }

    @Test
    void noPartOfAPageIsTakenForThePage() throws IOException {
        byte[] whole = written(page(Remaining.MORE, CHUNK, TOMBSTONE));
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(part))
                    .as("%d bytes", length)
                    .isInstanceOf(PageReader.DamagedPageException.class);
        }
    }

    @Test
    void noChangedBitIsOverlooked() throws IOException {
        byte[] whole = written(page(Remaining.MORE, CHUNK, TOMBSTONE));
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] changed = whole.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatThrownBy(() -> read(changed))
                    .as("bit %d", bit)
                    .isInstanceOfAny(PageReader.DamagedPageException.class, PageReader.NoPageException.class);
        }
    }

    /** A server that means harm computes the right checksum. */
    @Test
    void whatIsWrongOnPurposeIsRefused() throws Exception {
        byte[] whole = written(page(Remaining.MORE, CHUNK, TOMBSTONE));
        SplittableRandom random = new SplittableRandom(Seeds.of(5));
        for (int i = 0; i < 20_000; i++) {
            byte[] forged = forged(whole, random);
            try {
                read(forged);
            } catch (PageReader.NoPageException e) {
                assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(2000);
            } catch (RuntimeException | Error e) {
                throw new AssertionError(HexFormat.of().formatHex(forged), e);
            }
        }
    }

    private static byte[] forged(byte[] whole, SplittableRandom random) {
        byte[] forged = Arrays.copyOf(whole, random.nextInt(5) > 0 ? whole.length : 12 + random.nextInt(whole.length));
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int at = 4 + random.nextInt(forged.length - 8);
            forged[at] = random.nextBoolean() ? (byte) random.nextInt() : (byte) (random.nextInt(3) - 1);
        }
        ByteBuffer.wrap(forged).putInt(forged.length - 4, checksum(forged));
        return forged;
    }

    private static void refused(String reason, byte[] body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(PageReader.NoPageException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void reasonsAreNamed() throws IOException {
        byte[] html = "<html><body>Bad gateway</body></html>".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        refused("expected a page of changes", html);
        refused(
                "more than the 2 changes",
                written(page(
                        Remaining.MORE,
                        CHUNK,
                        TOMBSTONE,
                        new Change(TOMBSTONE.key(), 5, 1, true, "", 0, 0, 0, 0, WRITTEN, new byte[0]))));
        assertThatThrownBy(() -> read(written(page(Remaining.MORE)), Map.of("freq", "15min"), ChangeCursor.start()))
                .hasMessageContaining("freq=1h")
                .hasMessageContaining("15min");
        byte[] next = written(page(Remaining.MORE));
        next[4] = 3;
        ByteBuffer.wrap(next).putInt(next.length - 4, checksum(next));
        refused(
                "version 3 of the format, but this client reads the versions [1, 2]; update the library of the client",
                next);
        assertThatThrownBy(() -> read(written(page(Remaining.MORE)), SHAPE, NEXT))
                .hasMessageContaining("begins and ends at");
    }
}
