package io.holcstore.testkit.contract;

import static io.holcstore.key.AxisType.INT;
import static io.holcstore.key.AxisType.TIMESTAMP;
import static io.holcstore.key.AxisType.VARCHAR;
import static io.holcstore.testkit.contract.OnFiles.telling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Store;
import io.holcstore.django.DjangoMigration;
import io.holcstore.django.MigrationReport;
import io.holcstore.error.ChunkFormatException;
import io.holcstore.error.HistoryDroppedException;
import io.holcstore.error.SeriesExistsException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.error.VersionsExistException;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.Encoding;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.Version;
import io.holcstore.store.VersionedStore;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of the Python application that have one series a row, with blobs of Arrow's own writer. */
abstract class DjangoMigrationContract implements OnDatabase {
    @RegisterExtension
    protected final DatabaseExtension db;

    DjangoMigrationContract(TestDatabase database) {
        this.db = new DatabaseExtension(database);
    }

    @Override
    public final DatabaseExtension db() {
        return db;
    }

    @Override
    public final Encoding encoding() {
        return Encoding.COMPACT;
    }

    private VersionedStore curves() {
        return create(Store.defineVersioned()
                .axis("client_id", INT)
                .axis("prm", VARCHAR(70))
                .table("curves"));
    }

    private KeyedStore profiles() {
        KeyedStore store = Store.defineKeyed()
                .axis("client_id", INT)
                .axis("prm", VARCHAR(70))
                .table("profiles")
                .open(dataSource());
        store.schema().createIfMissing();
        return store;
    }

    private void createTable() {
        execute("CREATE TABLE \"meters_curve\" (\"id\" integer PRIMARY KEY, \"prm\" varchar(70), \"client_id\" integer,"
                + " \"version\" integer, \"created_at\" timestamp with time zone,"
                + " \"last_modified\" timestamp with time zone, \"data\" " + facts().bytesType() + ")");
    }

    private void row(int id, int client, @Nullable String prm, int version, byte @Nullable [] blob) {
        try (Connection connection = dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO \"meters_curve\" (\"id\","
                        + " \"client_id\", \"prm\", \"version\", \"data\", \"created_at\", \"last_modified\")"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            insert.setInt(1, id);
            insert.setInt(2, client);
            insert.setString(3, prm);
            insert.setInt(4, version);
            insert.setBytes(5, blob);
            insert.setObject(6, created(version).atOffset(ZoneOffset.UTC));
            insert.setObject(7, created(version).plusNanos(17_000).atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static Instant created(int version) {
        return Instant.parse("2024-02-01T06:00:00.123456Z").plus(Duration.ofDays(version));
    }

    private static byte[] blob(String name) {
        return Objects.requireNonNull(ArrowBlobs.all().get(name), name);
    }

    private DjangoMigration migration() {
        return DjangoMigration.from(dataSource(), "meters_curve");
    }

    private static Series expected(String name) {
        Series.Builder series = Series.builder();
        for (int row = 0; row < (name.equals("none") ? 0 : ArrowBlobs.ROWS); row++) {
            double value = ArrowBlobs.value(row);
            if (!Double.isNaN(value)) {
                series.add(ArrowBlobs.START + 3_600_000L * row, value);
            }
        }
        return series.build();
    }

    @ParameterizedTest
    @CsvSource({"plain", "lz4", "batches", "micros", "seconds", "floats", "integers"})
    void readsBlobsAsArrowWritesThem(String name) {
        createTable();
        row(1, 7, "meter", 0, blob(name));
        KeyedStore store = profiles();
        MigrationReport report = migration().into(store);
        assertThat(report).isEqualTo(new MigrationReport(1, 1, 0, 900, 0, 0, 0));
        assertThat(store.read(store.key(7, "meter"))).contains(expected(name));
    }

    @Test
    void versionsComeInTheirOrder() {
        createTable();
        row(9, 7, "a", 0, blob("lz4"));
        row(1, 7, "a", 3, blob("plain"));
        row(3, 7, "a", 2, blob("none"));
        row(4, 8, "a", 0, blob("batches"));
        row(5, 8, "b", 0, null);
        row(6, 8, null, 0, blob("lz4"));
        row(7, 6, "z", 4, blob("micros"));
        List<Long> told = new ArrayList<>();
        VersionedStore store = curves();
        assertThat(migration().onProgress(telling(told)).into(store))
                .isEqualTo(new MigrationReport(7, 3, 4, 3600, 0, 2, 1));
        assertThat(told).endsWith(-1L);
        assertThat(store.keys(KeyFilter.all()))
                .containsExactly(store.key(6, "z"), store.key(7, "a"), store.key(8, "a"));
        assertThat(store.versions(store.key(7, "a")))
                .extracting(Version::number)
                .containsExactly(3, 0);
        assertThat(store.readVersion(store.key(7, "a"), 3)).contains(expected("plain"));
        assertThat(store.versions(store.key(7, "a")).get(0).createdAt()).isEqualTo(created(3));
        assertThat(store.append(store.key(7, "a"), expected("lz4"))).isEqualTo(4);
        assertThat(migration().into(store)).isEqualTo(new MigrationReport(7, 3, 0, 0, 4, 2, 1));
        assertThat(query("SELECT COUNT(*) FROM \"meters_curve\"")).containsExactly("7");
    }

    @Test
    void historyIsKnownAsFarAsRowsWereNotOverwritten() {
        createTable();
        row(1, 7, "kept", 0, blob("lz4"));
        row(2, 7, "kept", 1, blob("none"));
        row(3, 7, "kept", 2, blob("floats"));
        row(4, 7, "saved again", 0, blob("lz4"));
        execute("UPDATE \"meters_curve\" SET \"last_modified\" = '2024-03-01 00:00:00+00' WHERE \"id\" = 4");
        VersionedStore store = curves();
        migration().into(store);
        SeriesKey kept = store.key(7, "kept");
        assertThat(store.readAsOf(kept, created(0))).isEmpty();
        assertThat(store.readAsOf(kept, created(1))).contains(expected("lz4"));
        assertThat(store.readAsOf(kept, created(3))).contains(expected("floats"));
        SeriesKey again = store.key(7, "saved again");
        Instant overwritten = Instant.parse("2024-03-01T00:00:00Z");
        assertThat(store.readAsOf(again, overwritten)).contains(expected("lz4"));
        assertThatThrownBy(() -> store.readAsOf(again, overwritten.minusNanos(1000)))
                .isInstanceOf(HistoryDroppedException.class);
    }

    @Test
    void timesAreNeeded() {
        createTable();
        row(1, 7, "m", 0, blob("lz4"));
        execute("UPDATE \"meters_curve\" SET \"last_modified\" = NULL");
        VersionedStore store = curves();
        assertThatThrownBy(() -> migration().into(store))
                .isInstanceOf(ChunkFormatException.class)
                .hasMessageContaining("meters_curve, client_id=7, prm=m, version 0: last_modified is NULL");
        migration().modifiedAt("created_at").into(store);
        assertThat(store.versions(store.key(7, "m")).get(0).modifiedAt()).isEqualTo(created(0));
        assertThatThrownBy(() -> migration().createdAt("stored").into(store)).isInstanceOf(StoreSqlException.class);
    }

    @Test
    void numbersOfVersionsWithoutAValueAreNotGivenAgain() {
        createTable();
        row(1, 7, "m", 0, blob("lz4"));
        row(2, 7, "m", 4, blob("none"));
        row(3, 8, "m", 0, blob("lz4"));
        VersionedStore store = curves();
        migration().into(store);
        assertThat(store.append(store.key(7, "m"), expected("lz4"))).isEqualTo(5);
        assertThat(store.append(store.key(8, "m"), expected("lz4"))).isEqualTo(1);
        assertThat(migration().into(store).unchanged()).isEqualTo(2);
    }

    @Test
    void localTimesAreRefused() {
        createTable();
        row(1, 7, "m", 0, blob("lz4"));
        execute("CREATE VIEW \"local\" AS SELECT \"client_id\", \"prm\", \"version\", \"data\", \"created_at\","
                + " CAST(\"last_modified\" AS timestamp) AS \"last_modified\" FROM \"meters_curve\"");
        VersionedStore store = curves();
        assertThatThrownBy(() -> DjangoMigration.from(dataSource(), "local").into(store))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("local: the column last_modified", "timestamps with a time zone");
        KeyedStore byTime = Store.defineKeyed()
                .axis("last_modified", TIMESTAMP)
                .table("by_time")
                .open(dataSource());
        byTime.schema().createIfMissing();
        assertThatThrownBy(() -> DjangoMigration.from(dataSource(), "local").into(byTime))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("local: the column last_modified");
        assertThat(migration().into(byTime).series()).isEqualTo(1);
        execute("DROP VIEW \"local\"");
    }

    @ParameterizedTest
    @CsvSource({"NULL", "-1", "2147483647", "5000000000", "1.5"})
    void versionsHaveNumbers(String number) {
        createTable();
        row(1, 7, "m", 0, blob("lz4"));
        execute("ALTER TABLE \"meters_curve\" ALTER COLUMN \"version\" SET DATA TYPE numeric(12, 1)");
        execute("UPDATE \"meters_curve\" SET \"version\" = " + number);
        VersionedStore store = curves();
        assertThatThrownBy(() -> migration().into(store))
                .isInstanceOf(ChunkFormatException.class)
                .hasMessageContainingAll("meters_curve, client_id=7, prm=m: version is " + number, "0 to 2147483646");
        assertThat(store.keys(KeyFilter.all())).isEmpty();
    }

    @Test
    void severalRowsOfAVersionAreRefused() {
        createTable();
        row(1, 7, "m", 0, blob("lz4"));
        row(2, 7, "m", 1, blob("lz4"));
        row(3, 7, "m", 1, blob("plain"));
        VersionedStore store = curves();
        assertThatThrownBy(() -> migration().into(store))
                .isInstanceOfSatisfying(VersionsExistException.class, e -> assertThat(e.number())
                        .isEqualTo(1))
                .hasMessageContainingAll("meters_curve has several rows of client_id=7, prm=m, version 1", "the axes");
        assertThat(store.keys(KeyFilter.all())).isEmpty();
    }

    @Test
    void keysThatDoNotFitNameTheTable() {
        createTable();
        row(1, 7, "m".repeat(70), 0, blob("lz4"));
        VersionedStore store =
                create(Store.defineVersioned().axis("prm", VARCHAR(9)).table("short"));
        assertThatThrownBy(() -> migration().into(store))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("meters_curve: axis prm");
    }

    @Test
    void goesOnWhereItEnded() {
        createTable();
        for (int i = 0; i < 10; i++) {
            row(i, i / 2, "m", i % 2, blob(i == 7 ? "naive" : "lz4"));
        }
        VersionedStore curves = curves();
        assertThatThrownBy(() -> migration().into(curves))
                .isInstanceOf(ChunkFormatException.class)
                .hasMessageContainingAll("meters_curve", "client_id=3", "version 1", "without a zone");
        assertThat(curves.versions(curves.key(2, "m"))).hasSize(2);
        assertThat(curves.exists(curves.key(3, "m"))).isFalse();
        execute("DELETE FROM \"meters_curve\" WHERE \"id\" = 7");
        assertThat(migration().into(curves)).isEqualTo(new MigrationReport(9, 5, 3, 2700, 6, 0, 0));
        curves.append(curves.key(0, "m"), Series.builder().add(0, 1).build());
        curves.deleteVersion(List.of(curves.key(1, "m")), 1);
        assertThat(migration().into(curves).unchanged()).isEqualTo(9); // later versions do not matter
        execute("DELETE FROM \"meters_curve\" WHERE \"version\" > 0");
        KeyedStore profiles = profiles();
        profiles.insert(profiles.key(3, "m"), expected("lz4"));
        assertThat(migration().into(profiles)).isEqualTo(new MigrationReport(5, 4, 0, 3600, 1, 0, 0));
    }

    @Test
    void whatIsThereAndDiffersIsRefused() {
        createTable();
        row(1, 1, "m", 0, blob("lz4"));
        Series other = Series.builder().add(0, 1).build();
        KeyedStore profiles = profiles();
        SeriesKey key = profiles.key(1, "m");
        profiles.insert(key, other);
        assertThatThrownBy(() -> migration().into(profiles))
                .isInstanceOf(SeriesExistsException.class)
                .hasMessageContainingAll("profiles", "meters_curve", "client_id=1");
        assertThat(profiles.read(key)).contains(other);
        VersionedStore curves = curves();
        curves.append(key, other);
        assertThatThrownBy(() -> migration().into(curves))
                .isInstanceOf(VersionsExistException.class)
                .hasMessageContainingAll("curves", "version 0");
        curves.delete(List.of(key));
        assertThatThrownBy(() -> migration().into(curves)).isInstanceOf(VersionsExistException.class);
        row(2, 1, "m", 1, blob("lz4"));
        profiles.delete(KeyFilter.all());
        assertThatThrownBy(() -> migration().into(profiles))
                .isInstanceOf(SeriesExistsException.class)
                .hasMessageContaining("several rows");
    }

    @Test
    void tablesAndColumnsThatAreNotThere() {
        KeyedStore store = profiles();
        assertThatThrownBy(() -> migration().into(store))
                .isInstanceOf(StoreSqlException.class)
                .hasMessageContaining("meters_curve");
        createTable();
        assertThatThrownBy(() -> migration().data("blob").into(store)).isInstanceOf(StoreSqlException.class);
        assertThatThrownBy(() -> DjangoMigration.from(dataSource(), "a\"; DROP TABLE x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> migration().version("a.b")).isInstanceOf(IllegalArgumentException.class);
        assertThat(migration().into(store).rows()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"naive, without a zone", "twoTimes, one of times", "text, neither times nor numbers"})
    void blobsOfOtherColumnsSaySo(String name, String message) {
        createTable();
        row(1, 1, "m", 0, blob(name));
        assertThatThrownBy(() -> migration().into(profiles()))
                .isInstanceOf(ChunkFormatException.class)
                .hasMessageContaining(message);
    }

    @Test
    void damagedBlobsNameTheirRow() {
        createTable();
        row(1, 1, "m", 0, Arrays.copyOf(blob("lz4"), 300));
        assertThatThrownBy(() -> migration().into(profiles()))
                .isInstanceOf(ChunkFormatException.class)
                .hasMessageContainingAll("meters_curve, client_id=1, prm=m", "cut off")
                .satisfies(e -> assertThat(((ChunkFormatException) e).key()).isEqualTo("client_id=1, prm=m"));
    }
}
