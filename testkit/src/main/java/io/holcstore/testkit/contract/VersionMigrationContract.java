package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Curves.A;
import static io.holcstore.testkit.contract.Curves.B;
import static io.holcstore.testkit.contract.Curves.C;
import static io.holcstore.testkit.contract.Curves.CLIENT;
import static io.holcstore.testkit.contract.Curves.PRM;
import static io.holcstore.testkit.contract.Curves.curves;
import static io.holcstore.testkit.contract.Curves.halfHours;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Store;
import io.holcstore.error.CsvFormatException;
import io.holcstore.error.HistoryDroppedException;
import io.holcstore.error.VersionsExistException;
import io.holcstore.files.CsvImport;
import io.holcstore.files.VersionZip;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.SeriesHistory;
import io.holcstore.store.SeriesHistory.Superseded;
import io.holcstore.store.Version;
import io.holcstore.store.VersionedStore;
import io.holcstore.store.VersionedStoreBuilder;
import io.holcstore.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is moved from one store of versions to another: numbers, times, and what was known at each instant. */
interface VersionMigrationContract extends OnDatabase {
    List<SeriesKey> ALL = List.of(A, B, C);

    /** Local times of this zone repeat and skip hours, and its offsets have half hours. */
    private static VersionedStoreBuilder inZone(VersionedStoreBuilder definition) {
        return definition.tz("Australia/Lord_Howe");
    }

    private VersionedStore target() {
        return create(inZone(Store.defineVersioned().axis(CLIENT).axis(PRM).table("moved")));
    }

    /** Points without a value, infinities, a negative zero, a repeated hour, times between grid points. */
    private static Series odd(double first) {
        Instant back = Instant.parse("2024-04-06T14:30:00Z");
        return Series.irregular(
                new long[] {
                    back.toEpochMilli(),
                    back.plusMillis(1).toEpochMilli(),
                    back.plusSeconds(1800).toEpochMilli(),
                    back.plusSeconds(3600).toEpochMilli(),
                    back.plusSeconds(5400).toEpochMilli()
                },
                new double[] {first, Double.NaN, Double.NEGATIVE_INFINITY, -0.0, Double.NaN});
    }

    private static void writeAtRandom(VersionedStore store, long seed) {
        SplittableRandom random = new SplittableRandom(Seeds.of(seed));
        for (int step = 0; step < 40; step++) {
            SeriesKey key = ALL.get(random.nextInt(ALL.size()));
            Series series = random.nextInt(4) == 0 ? odd(step) : halfHours("00:00", step, Double.NaN, step + 0.1);
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> store.append(key, series);
                case 3 -> store.deleteVersion(List.of(key), random.nextInt(3));
                case 4 -> store.delete(List.of(key));
                default -> {
                    boolean fits = store.versions(key).stream().allMatch(version -> version.number() == 0);
                    if (fits) {
                        store.put(key, series);
                    }
                }
            }
        }
    }

    /** Each instant at which anything has changed, and the microseconds beside it. */
    private static NavigableSet<Instant> instants(VersionedStore store) {
        NavigableSet<Instant> instants = new TreeSet<>();
        store.forEachHistory(KeyFilter.all(), history -> {
            history.versions().forEach(version -> addAround(instants, version.createdAt(), version.modifiedAt()));
            history.superseded()
                    .forEach(each -> addAround(instants, each.version().modifiedAt(), each.at()));
        });
        return instants;
    }

    private static void addAround(Set<Instant> instants, Instant... times) {
        for (Instant time : times) {
            instants.addAll(List.of(time.minus(1, ChronoUnit.MICROS), time, time.plus(1, ChronoUnit.MICROS)));
        }
    }

    private static Object asOf(VersionedStore store, SeriesKey key, Instant instant) {
        try {
            return List.of(store.versionsAsOf(key, instant), store.readAsOf(key, instant));
        } catch (HistoryDroppedException e) {
            return "dropped before " + e.since();
        }
    }

    /** The last instant is past by the time it is asked for: others were read and written since. */
    private static void requireSame(VersionedStore moved, VersionedStore store) {
        NavigableSet<Instant> instants = instants(store);
        for (SeriesKey key : ALL) {
            assertThat(moved.versions(key)).as("%s", key).isEqualTo(store.versions(key));
            assertThat(moved.history(key)).as("%s", key).isEqualTo(store.history(key));
            for (Instant instant : instants) {
                assertThat(asOf(moved, key, instant))
                        .as("%s at %s", key, instant)
                        .isEqualTo(asOf(store, key, instant));
            }
        }
    }

    @Test
    default void aZipHasWhatWasKnownAtEveryInstant(@TempDir Path folder) {
        VersionedStore store = create(inZone(curves()));
        writeAtRandom(store, 20_240_607);
        Path zip = folder.resolve("curves.zip");
        long keys = VersionZip.write(store, KeyFilter.all(), zip);
        VersionedStore moved = target();
        assertThat(VersionZip.read(zip, moved).restored()).isEqualTo(keys).isPositive();
        requireSame(moved, store);
        for (SeriesKey key : ALL) {
            assertThat(moved.append(key, odd(1))).as("%s", key).isEqualTo(store.append(key, odd(1)));
        }
    }

    @Test
    default void whatIsMovedKeepsItsCommonCounterAndWhatWasDropped(@TempDir Path folder) {
        VersionedStore store = create(inZone(curves().countVersionsBy(PRM)));
        writeAtRandom(store, 20_240_608);
        store.append(A, odd(7));
        store.append(C, odd(8)); // after it, of the same counter
        store.deleteVersion(List.of(C), store.versions(C).get(0).number());
        NavigableSet<Instant> instants = instants(store);
        store.purgeHistory(instants.headSet(instants.last()).last());
        store.deleteVersion(List.of(A), store.versions(A).get(0).number());
        Path zip = folder.resolve("curves.zip");
        VersionZip.write(store, KeyFilter.all(), zip);
        VersionedStore moved = create(inZone(Store.defineVersioned()
                .axis(CLIENT)
                .axis(PRM)
                .countVersionsBy(PRM)
                .table("moved")));
        VersionZip.read(zip, moved);
        requireSame(moved, store);
        assertThat(moved.append(C, odd(9))).isEqualTo(store.append(C, odd(9)));
    }

    @Test
    default void aZipThatWasReadInPartIsReadToItsEnd(@TempDir Path folder) throws SQLException {
        VersionedStore store = create(curves());
        store.append(A, odd(1));
        store.put(B, odd(2));
        store.put(B, odd(3));
        store.append(C, odd(4));
        store.delete(List.of(C));
        Path zip = folder.resolve("curves.zip");
        List<Long> told = new ArrayList<>();
        assertThat(VersionZip.write(store, KeyFilter.all(), zip, told::add)).isEqualTo(3);
        assertThat(told).containsExactly(1L, 2L, 3L);
        VersionedStore moved = target();
        assertThatThrownBy(() -> VersionZip.read(zip, moved, done -> {
                    if (done == 2) {
                        throw new IllegalStateException("enough");
                    }
                }))
                .hasMessage("enough");
        assertThat(moved.history(B)).isPresent();
        assertThat(moved.history(C)).isEmpty();
        assertThat(VersionZip.read(zip, moved)).isEqualTo(new VersionZip.Report(1, 2, 1));
        assertThat(VersionZip.read(zip, moved)).isEqualTo(new VersionZip.Report(0, 3, 0));
        moved.delete(KeyFilter.all());
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            VersionedStore other =
                    create(Store.defineVersioned().axis(CLIENT).axis(PRM).table("joined"));
            VersionZip.read(zip, other.on(connection));
            assertThat(other.history(A)).isEmpty();
            connection.rollback();
            connection.setAutoCommit(true);
            assertThat(VersionZip.read(zip, other).restored()).isEqualTo(3);
        }
        Path some = folder.resolve("some.zip");
        assertThat(VersionZip.write(store, PRM.is("b"), some)).isEqualTo(1);
    }

    @Test
    default void otherVersionsAreNotTouched(@TempDir Path folder) {
        VersionedStore store = create(curves());
        store.append(A, odd(1));
        store.append(A, odd(2));
        Path zip = folder.resolve("curves.zip");
        VersionZip.write(store, KeyFilter.all(), zip);
        VersionedStore moved = target();
        moved.append(A, odd(1));
        List<Version> before = moved.versions(A);
        assertThatThrownBy(() -> VersionZip.read(zip, moved))
                .isInstanceOfSatisfying(VersionsExistException.class, e -> {
                    assertThat(e.number()).isZero();
                    assertThat(e.key()).isEqualTo("client_id=1, prm=a");
                })
                .hasMessageContainingAll("moved", "client_id=1, prm=a", "version 0", "no history");
        assertThat(moved.versions(A)).isEqualTo(before);
        moved.delete(List.of(A));
        assertThatThrownBy(() -> VersionZip.read(zip, moved)).isInstanceOf(VersionsExistException.class);
        store.append(A, odd(3)); // what was moved before has grown
        VersionedStore third =
                create(Store.defineVersioned().axis(CLIENT).axis(PRM).table("third"));
        VersionZip.read(zip, third);
        VersionZip.write(store, KeyFilter.all(), zip);
        assertThatThrownBy(() -> VersionZip.read(zip, third))
                .isInstanceOf(VersionsExistException.class)
                .hasMessageContaining("version 2");
    }

    @Test
    default void numbersOfACommonCounterAreNotGivenTwice() {
        VersionedStore store = create(curves().countVersionsBy(PRM));
        store.append(A, odd(1));
        store.append(A, odd(2));
        Instant then = Instant.parse("2020-01-01T00:00:00Z");
        assertThatThrownBy(() -> store.restore(SeriesHistory.of(C, List.of(new Version(1, then, then, odd(3))))))
                .isInstanceOf(VersionsExistException.class)
                .hasMessageContainingAll("version 1 of client_id=1, prm=a", "client_id=2, prm=a", "counter");
        assertThat(store.history(C)).isEmpty();
        assertThat(store.restore(SeriesHistory.of(C, List.of(new Version(0, then, then, odd(3))))))
                .as("as after a put")
                .isTrue();
        assertThat(store.append(C, odd(4))).isEqualTo(2);
    }

    @Test
    default void aHistoryThatCannotBeIsRefused() {
        Instant t = Instant.parse("2020-01-01T00:00:00.123456789Z");
        Version version = new Version(0, t, t, odd(1));
        assertThat(SeriesHistory.of(A, List.of(version)).versions().get(0).createdAt())
                .isEqualTo(Instant.parse("2020-01-01T00:00:00.123456Z"));
        refuses(List.of(), List.of(), 0, "no version");
        refuses(List.of(version), List.of(), 0, "next number");
        refuses(List.of(version, version), List.of(), 1, "two of them count");
        refuses(List.of(new Version(-1, t, t, odd(1))), List.of(), 1, "first number");
        refuses(List.of(new Version(0, t, t, Series.empty())), List.of(), 1, "no value");
        refuses(List.of(new Version(0, t.plusSeconds(1), t, odd(1))), List.of(), 1, "before it was created");
        refuses(List.of(), List.of(new Superseded(version, t)), 1, "superseded");
        refuses(
                List.of(new Version(0, t, t.plusSeconds(1), odd(2))),
                List.of(new Superseded(version, t.plusSeconds(2))),
                1,
                "two of them count");
        refuses(List.of(new Version(0, Instant.MIN, t, odd(1))), List.of(), 1, "years 1 to 9999");
    }

    private static void refuses(List<Version> versions, List<Superseded> superseded, int next, String because) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SeriesHistory(A, versions, superseded, next, Optional.empty()))
                .withMessageContaining(because);
    }

    /** The clock of the store that a history comes from is ahead of this one. */
    @Test
    default void whatIsNotPastYetIsRefused() {
        VersionedStore store = create(curves());
        Instant future = Instant.parse("2100-01-01T00:00:00Z");
        SeriesHistory ahead = SeriesHistory.of(A, List.of(new Version(0, future, future, odd(1))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.restore(ahead))
                .withMessageContainingAll("curves", "client_id=1, prm=a", "2100-01-01", "clock");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.append(A, odd(1), future))
                .withMessageContainingAll("curves", "client_id=1, prm=a", "2100-01-01", "clock");
        assertThat(store.history(A)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.append(A, odd(1), Instant.MAX))
                .withMessageContaining("years 1 to 9999");
    }

    @Test
    default void versionsAreAppendedAsOfTheTimesOfTheirCreation() {
        VersionedStore store = create(curves());
        Instant first = Instant.parse("2020-03-29T01:00:00.000001Z");
        Instant second = first.plusSeconds(86_400);
        assertThat(store.append(A, Series.empty(), first)).isEqualTo(VersionedStore.NOT_STORED);
        assertThat(store.append(A, odd(1), first.plusNanos(999))).isZero();
        assertThat(store.append(A, odd(2), second)).isEqualTo(1);
        assertThat(store.versions(A))
                .containsExactly(new Version(1, second, second, odd(2)), new Version(0, first, first, odd(1)));
        assertThat(store.readAsOf(A, first.minusNanos(1000))).isEmpty();
        assertThat(store.versionsAsOf(A, second.minusNanos(1000))).hasSize(1);
        assertThat(store.versionsAsOf(A, second)).hasSize(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.append(A, odd(3), second.minusNanos(1000)))
                .withMessageContainingAll("curves", "client_id=1, prm=a", second.toString(), "order");
        assertThat(store.append(A, odd(3))).isEqualTo(2);
        assertThatIllegalArgumentException().isThrownBy(() -> store.append(A, odd(4), second.plusSeconds(1)));
        assertThat(store.versions(A)).hasSize(3);
        VersionedStore common = create(Store.defineVersioned()
                .axis(CLIENT)
                .axis(PRM)
                .countVersionsBy(PRM)
                .table("common"));
        assertThat(common.append(A, odd(1), second)).isZero();
        assertThat(common.append(C, odd(1), second)).as("one run has one time").isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> common.append(C, odd(2), first))
                .withMessageContaining("counter, prm=a");
    }

    @Test
    default void theFileSaysWhatItIs(@TempDir Path folder) throws IOException {
        VersionedStore store = create(curves());
        Instant first = Instant.parse("2020-01-01T00:00:00.000001Z");
        Instant then = Instant.parse("2020-01-03T00:00:00Z");
        store.restore(new SeriesHistory(
                A,
                List.of(new Version(0, first, then, halfHours("00:00", 2, Double.NaN))),
                List.of(new Superseded(new Version(0, first, first, halfHours("00:00", 1.5)), then)),
                4,
                Optional.of(first)));
        Path zip = folder.resolve("curves.zip");
        VersionZip.write(store, KeyFilter.all(), zip);
        assertThat(entry(zip, "000001_1_a.csv")).isEqualTo("""
                version_number;created_at;modified_at;superseded_at;time;value
                0;2020-01-01T00:00:00.000001Z;2020-01-01T00:00:00.000001Z;2020-01-03T00:00:00Z;2024-01-01T00:00:00Z;1.5
                0;2020-01-01T00:00:00.000001Z;2020-01-03T00:00:00Z;;2024-01-01T00:00:00Z;2
                0;2020-01-01T00:00:00.000001Z;2020-01-03T00:00:00Z;;2024-01-01T00:30:00Z;
                """);
        assertThat(entry(zip, "content_summary.csv")).isEqualTo("""
                file;client_id;prm;next_number;history_since;start;end;count
                000001_1_a.csv;1;a;4;2020-01-01T00:00:00.000001Z;2024-01-01T00:00:00Z;2024-01-01T00:30:00Z;3
                """);
        VersionedStore moved = target();
        VersionZip.read(zip, moved);
        assertThat(moved.history(A)).isEqualTo(store.history(A));
        assertThat(moved.append(A, odd(1))).isEqualTo(4);
        KeyedStore keyed =
                Store.defineKeyed().axis(CLIENT).axis(PRM).table("keyed").open(dataSource());
        keyed.schema().createIfMissing();
        assertThatThrownBy(() -> CsvImport.read(zip).into(keyed))
                .as("versions are not one series")
                .isInstanceOf(CsvFormatException.class)
                .hasMessageContaining("next_number");
    }

    private static String entry(Path zip, String name) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            return new String(file.getInputStream(file.getEntry(name)).readAllBytes(), UTF_8);
        }
    }

    @Test
    default void aDamagedFileStoresNothingOfItsKey(@TempDir Path folder) throws IOException {
        VersionedStore store = create(curves());
        store.append(A, odd(1));
        Path zip = folder.resolve("curves.zip");
        VersionZip.write(store, KeyFilter.all(), zip);
        VersionedStore moved = target();
        Map<String, String> files = Map.of(
                "000001_1_a.csv",
                entry(zip, "000001_1_a.csv"),
                "content_summary.csv",
                entry(zip, "content_summary.csv"));
        refuses(moved, with(folder, files, ";5\n", ";4\n"), "must have 4 rows, but has 5");
        refuses(moved, with(folder, files, ";-0\n", ";zero\n"), "line 5, column 6 (value): 'zero'");
        refuses(moved, with(folder, files, "\n0;", "\nx;"), "line 2, column 1 (version_number): 'x'");
        refuses(moved, with(folder, files, "Z;;", ";;"), "line 2, column 3 (modified_at)");
        refuses(moved, with(folder, files, ";1;;", ";0;;"), "next number is 0");
        refuses(moved, with(folder, files, "client_id", "client"), "no column of axis client_id");
        refuses(moved, with(folder, files, "next_number", "next"), "no column next_number");
        Path plain = folder.resolve("plain.csv");
        Files.writeString(plain, files.get("000001_1_a.csv"));
        refuses(moved, plain, "content_summary.csv");
        assertThat(moved.keys(KeyFilter.all())).isEmpty();
        byte[] bytes = Files.readAllBytes(zip);
        Files.write(zip, java.util.Arrays.copyOf(bytes, bytes.length - 30));
        refuses(moved, zip, "get the file again");
    }

    /** The same files, a text of them replaced where it stands first. */
    private static Path with(Path folder, Map<String, String> files, String old, String other) throws IOException {
        Path zip = Files.createTempFile(folder, "damaged", ".zip");
        try (var out = new java.util.zip.ZipOutputStream(Files.newOutputStream(zip))) {
            for (var file : files.entrySet()) {
                int at = file.getValue().indexOf(old);
                String text = at < 0
                        ? file.getValue()
                        : file.getValue().substring(0, at)
                                + other
                                + file.getValue().substring(at + old.length());
                OnFiles.entry(out, file.getKey(), text);
            }
        }
        return zip;
    }

    private static void refuses(VersionedStore store, Path file, String because) {
        assertThatThrownBy(() -> VersionZip.read(file, store))
                .isInstanceOf(CsvFormatException.class)
                .hasMessageContaining(because);
    }
}
