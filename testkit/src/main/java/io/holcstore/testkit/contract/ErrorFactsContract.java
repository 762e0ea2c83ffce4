package io.holcstore.testkit.contract;

import static io.holcstore.key.AxisType.INT;
import static io.holcstore.partition.Partitioning.list;
import static io.holcstore.testkit.contract.Curves.A;
import static io.holcstore.testkit.contract.Curves.curves;
import static io.holcstore.testkit.contract.Curves.halfHours;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.hours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holcstore.Store;
import io.holcstore.error.AcrossShardsException;
import io.holcstore.error.AmbiguousFilterException;
import io.holcstore.error.ChangeFeedResetException;
import io.holcstore.error.ChunkFormatException;
import io.holcstore.error.ConflictingValuesException;
import io.holcstore.error.CsvFormatException;
import io.holcstore.error.DefinitionException;
import io.holcstore.error.HistoryDroppedException;
import io.holcstore.error.MissingLibraryException;
import io.holcstore.error.NoPartitionException;
import io.holcstore.error.NoSuchSeriesException;
import io.holcstore.error.OffGridException;
import io.holcstore.error.OtherStepException;
import io.holcstore.error.ParquetFormatException;
import io.holcstore.error.PartitionInUseException;
import io.holcstore.error.RowFormatException;
import io.holcstore.error.SchemaMismatchException;
import io.holcstore.error.SeriesExistsException;
import io.holcstore.error.StoreException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.error.SyncException;
import io.holcstore.error.VersionsExistException;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.files.CsvImport;
import io.holcstore.files.ParquetCompression;
import io.holcstore.files.ParquetExport;
import io.holcstore.files.ParquetImport;
import io.holcstore.files.RowImport;
import io.holcstore.http.SyncClient;
import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.VersionedStore;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What exceptions say as typed facts. Each has a test that is named after it: {@code seriesExists} for
 * SeriesExistsException.
 */
public abstract class ErrorFactsContract implements OnDatabase {
    private static final Instant NEW_YEAR = Instant.parse("2023-12-31T23:00:00Z");

    /** The database of the running test. */
    @RegisterExtension
    protected final DatabaseExtension db;

    /** A contract on this database. */
    protected ErrorFactsContract(TestDatabase database) {
        this.db = new DatabaseExtension(database);
    }

    @Override
    public final Encoding encoding() {
        return Encoding.COMPACT;
    }

    @Override
    public final DatabaseExtension db() {
        return db;
    }

    /** What a verb throws, after it has been written and read as an object. */
    private static <E extends StoreException> E thrown(Class<E> type, ThrowingCallable verb) {
        E e = catchThrowableOfType(type, verb);
        assertThat(e).isNotNull();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(e);
            out.flush();
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                return type.cast(in.readObject());
            }
        } catch (IOException | ClassNotFoundException failure) {
            throw new AssertionError("an exception that cannot be serialized", failure);
        }
    }

    private static void assertNames(StoreException e, String store, Object key) {
        assertThat(e.store()).isEqualTo(store);
        assertThat(e.key()).isEqualTo(key.toString());
    }

    private static Series at(Instant first, Instant second) {
        return Series.irregular(new long[] {first.toEpochMilli(), second.toEpochMilli()}, new double[] {1, 2});
    }

    @Test
    final void acrossShards() {
        ChunkStore store = create(loads().shardedBy(Samples.KIND));
        AcrossShardsException e = thrown(
                AcrossShardsException.class,
                () -> store.mergeAll(Map.of(
                        Samples.BASE, Samples.hours("2024-01-31T22:00", 1),
                        Samples.PEAK, Samples.hours("2024-01-31T22:00", 1))));
        assertThat(e.store()).isEqualTo("load_curve");
        assertThat(e.axis()).isEqualTo("kind");
        assertThat(List.of(String.valueOf(e.first()), String.valueOf(e.second())))
                .containsExactlyInAnyOrder("base", "peak");
        assertThat(thrown(AcrossShardsException.class, () -> store.delete(KeyFilter.all()))
                        .first())
                .isNull();
    }

    private KeyedStore createKeyed() {
        KeyedStore store = Store.defineKeyed()
                .axis(Samples.VERSION)
                .axis(Samples.KIND)
                .table("keyed")
                .open(dataSource());
        store.schema().createIfMissing();
        return store;
    }

    @Test
    final void seriesExists() {
        ChunkStore chunks = createLoads();
        chunks.insert(BASE, hours("2024-01-01T00:00", 1));
        assertNames(
                thrown(SeriesExistsException.class, () -> chunks.insert(BASE, hours("2024-01-01T00:00", 2))),
                "load_curve",
                BASE);
        KeyedStore keyed = createKeyed();
        keyed.insert(BASE, hours("2024-01-01T00:00", 1));
        assertNames(
                thrown(SeriesExistsException.class, () -> keyed.insert(BASE, hours("2024-01-01T00:00", 2))),
                "keyed",
                BASE);
    }

    @Test
    final void noSuchSeries() {
        ChunkStore chunks = createLoads();
        assertNames(thrown(NoSuchSeriesException.class, () -> chunks.rename(BASE, PEAK)), "load_curve", BASE);
        KeyedStore keyed = createKeyed();
        assertNames(thrown(NoSuchSeriesException.class, () -> keyed.copy(BASE, PEAK)), "keyed", BASE);
    }

    @Test
    final void noPartition() {
        ChunkStore store = loads().partitionBy(list(Samples.KIND)).open(dataSource());
        if (!facts().hasPartitions()) {
            DefinitionException e =
                    thrown(DefinitionException.class, () -> store.schema().createIfMissing());
            assertThat(e.setting()).isEqualTo("partitionBy");
            assertThat(e.store()).isEqualTo("load_curve");
            assertThat(thrown(DefinitionException.class, () -> store.insert(BASE, hours("2024-01-01T00:00", 1))))
                    .hasMessage(e.getMessage());
            return;
        }
        store.schema().createIfMissing();
        NoPartitionException e =
                thrown(NoPartitionException.class, () -> store.insert(BASE, hours("2024-01-01T00:00", 1)));
        assertNames(e, "load_curve", BASE);
        assertThat(e.column()).isEqualTo("kind");
        assertThat(e.value()).isEqualTo("base");
        assertThat(e.chunk()).isNull();
        assertThat(e.isRetryable()).isFalse();
        assertThat(e.sqlState()).isEqualTo("23514");
    }

    @Test
    final void partitionInUse() {
        ChunkStore store = loads().partitionBy(list(Samples.KIND)).replicated().open(dataSource());
        if (!facts().hasPartitions()) {
            DefinitionException e = thrown(
                    DefinitionException.class, () -> store.schema().partitions().list());
            assertThat(e.setting()).isEqualTo("partitionBy");
            return;
        }
        store.schema().createIfMissing();
        store.schema().partitions().add(Samples.KIND.is("base"));
        store.insert(BASE, hours("2024-01-01T00:00", 1));
        PartitionInUseException e = thrown(
                PartitionInUseException.class, () -> store.schema().partitions().drop(Samples.KIND.is("base")));
        assertThat(e.store()).isEqualTo("load_curve");
        assertThat(e.partition()).startsWith("load_curve_p_base_");
        assertThat(e).hasMessageContainingAll(e.partition(), "purge the tombstones");
        assertThat(store.exists(BASE)).isTrue();
    }

    @Test
    final void otherStep() {
        ChunkStore store = create(loads().requireStep());
        Series quarters = Samples.steps("15min", "2024-01-01T00:00", 1, 2);
        OtherStepException e = thrown(OtherStepException.class, () -> store.insert(BASE, quarters));
        assertNames(e, "load_curve", BASE);
        assertThat(e.step()).isEqualTo("15min");
        assertThat(e.expected()).isEqualTo("1h");
    }

    @Test
    final void versionsExist() {
        VersionedStore store = create(curves());
        store.append(A, halfHours("00:00", 1));
        store.append(A, halfHours("00:00", 2));
        VersionsExistException e = thrown(VersionsExistException.class, () -> store.put(A, halfHours("00:00", 3)));
        assertNames(e, "curves", A);
        assertThat(e.number()).isEqualTo(1);
    }

    @Test
    final void historyDropped() {
        VersionedStore store = create(curves());
        store.put(A, halfHours("00:00", 1));
        Instant first = store.versions(A).get(0).modifiedAt();
        store.put(A, halfHours("00:00", 2));
        Instant second = store.versions(A).get(0).modifiedAt();
        store.purgeHistory(second);
        HistoryDroppedException e = thrown(HistoryDroppedException.class, () -> store.readAsOf(A, first));
        assertNames(e, "curves", A);
        assertThat(e.asked()).isEqualTo(first);
        assertThat(e.since()).isEqualTo(second);
    }

    @Test
    final void ambiguousFilter() {
        KeyedStore store = createKeyed();
        store.insert(BASE, hours("2024-01-01T00:00", 1));
        store.insert(PEAK, hours("2024-01-01T00:00", 2));
        AmbiguousFilterException e = thrown(AmbiguousFilterException.class, () -> store.findOne(KeyFilter.all()));
        assertThat(e.store()).isEqualTo("keyed");
        assertThat(e.key()).isNull();
        assertThat(e.keys()).containsExactly(BASE.toString(), PEAK.toString());
    }

    @Test
    final void changeFeedReset() {
        ChunkStore source = create(loads().replicated());
        source.insert(BASE, hours("2024-01-31T23:00", Samples.ramp(3_000, 1)));
        ChangePage first = source.feed().changes(ChangeCursor.start(), KeyFilter.all(), 2);
        ChangePage second = source.feed().changes(first.next(), KeyFilter.all(), 2);
        ChunkStore replica = create(loads("copy").replicated());
        ChangeFeedResetException e =
                thrown(ChangeFeedResetException.class, () -> replica.replica().apply(second, "loads"));
        assertThat(e.store()).isEqualTo("copy");
        assertThat(e.subscription()).isEqualTo("loads");
        source.feed().beginEpoch();
        ChangeFeedResetException over =
                thrown(ChangeFeedResetException.class, () -> source.feed().changes(first.next(), KeyFilter.all(), 2));
        assertThat(over.store()).isEqualTo("load_curve");
        assertThat(over.subscription()).isNull();
    }

    @Test
    final void schemaMismatch() {
        createLoads();
        ChunkStore other = loads().axis(Axis.of("more", INT)).open(dataSource());
        SchemaMismatchException e =
                thrown(SchemaMismatchException.class, () -> other.schema().verify());
        assertThat(e.store()).isEqualTo("load_curve");
        assertThat(e.differences()).isNotEmpty();
    }

    @Test
    final void offGrid() {
        ChunkStore store = createLoads();
        Instant off = NEW_YEAR.plusSeconds(60);
        OffGridException e = thrown(OffGridException.class, () -> store.insert(BASE, at(NEW_YEAR, off)));
        assertNames(e, "load_curve", BASE);
        assertThat(e.instants()).containsExactly(off);
    }

    @Test
    final void conflictingValues() {
        ConflictingValuesException e = thrown(ConflictingValuesException.class, () -> at(NEW_YEAR, NEW_YEAR));
        assertThat(e.store()).isNull();
        assertThat(e.key()).isNull();
        assertThat(e.instant()).isEqualTo(NEW_YEAR);
        assertThat(e.first()).isEqualTo(1);
        assertThat(e.second()).isEqualTo(2);
    }

    @Test
    final void chunkFormat() {
        ChunkStore chunks = createLoads();
        chunks.insert(BASE, hours("2024-01-01T00:00", 1));
        execute("UPDATE \"load_curve\" SET \"dtype\" = 'x'");
        ChunkFormatException e = thrown(ChunkFormatException.class, () -> chunks.read(BASE));
        assertNames(e, "load_curve", BASE);
        assertThat(e.chunk()).isEqualTo((int) number("SELECT \"chunk_index\" FROM \"load_curve\""));
        assertThat(e.start()).isEqualTo(NEW_YEAR);
        assertThat(e.version()).isNull();
    }

    @Test
    final void chunkFormatOfAKeyedSeriesAndOfAVersion() {
        KeyedStore keyed = createKeyed();
        keyed.insert(BASE, hours("2024-01-01T00:00", 1));
        execute("UPDATE \"keyed\" SET \"dtype\" = 'x'");
        ChunkFormatException ofSeries = thrown(ChunkFormatException.class, () -> keyed.read(BASE));
        assertNames(ofSeries, "keyed", BASE);
        assertThat(ofSeries.chunk()).isNull();
        VersionedStore versioned = create(curves());
        versioned.append(A, halfHours("00:00", 1));
        versioned.append(A, halfHours("00:00", 2));
        execute("UPDATE \"curves\" SET \"dtype\" = 'x' WHERE \"version_number\" = 1");
        ChunkFormatException ofVersion = thrown(ChunkFormatException.class, () -> versioned.read(A));
        assertNames(ofVersion, "curves", A);
        assertThat(ofVersion.version()).isEqualTo(1);
    }

    @Test
    final void storeSql() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", 1));
        execute("DROP TABLE \"load_curve\"");
        StoreSqlException e = thrown(StoreSqlException.class, () -> store.read(BASE));
        assertNames(e, "load_curve", BASE);
        assertThat(e.verb()).isEqualTo("reading " + BASE + " from load_curve");
        assertThat(e.sqlState()).startsWith("42");
        assertThat(e.isRetryable()).isFalse();
        assertThat(e.isOutcomeUnknown()).isFalse();
    }

    @Test
    final void storeSqlOfManySeries() {
        ChunkStore store = createLoads();
        execute("DROP TABLE \"load_curve_series\"");
        StoreSqlException e = thrown(StoreSqlException.class, () -> store.count(KeyFilter.all()));
        assertThat(e.store()).isEqualTo("load_curve");
        assertThat(e.key()).isNull();
    }

    @Test
    final void rowFormat() throws SQLException {
        ChunkStore store = createLoads();
        execute("CREATE TABLE readings (ts " + facts().localTimeType() + ", amount double precision)");
        execute("INSERT INTO readings VALUES (NULL, 1.5)");
        try (Connection connection = dataSource().getConnection()) {
            RowFormatException e = thrown(
                    RowFormatException.class, () -> RowImport.query(connection, "SELECT ts, amount FROM readings")
                            .tz("UTC")
                            .into(store, row -> BASE));
            assertNames(e, "load_curve", BASE);
            assertThat(e.row()).isEqualTo(1);
            assertThat(e.column()).isEqualToIgnoringCase("ts");
        }
    }

    @Test
    final void csvFormat() throws IOException {
        ChunkStore store = createLoads();
        Path file = Files.writeString(
                Files.createTempFile("facts", ".csv"),
                "version,kind,timestamp,value\n1,base,2024-01-01T00:00Z,1\n1,base,2024-01-01T01:00Z,much\n");
        try {
            CsvFormatException e = thrown(CsvFormatException.class, () -> CsvImport.read(file)
                    .separator(',')
                    .time("timestamp")
                    .value("value")
                    .into(store));
            assertThat(e.file()).isEqualTo(String.valueOf(file.getFileName()));
            assertThat(e.line()).isEqualTo(3);
            assertThat(e.column()).isEqualTo(4);
            assertThat(e.text()).isEqualTo("much");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    final void parquetFormat() throws IOException {
        ChunkStore store = createLoads();
        Path file = Files.createTempFile("facts", ".parquet");
        try {
            ParquetFormatException damaged = thrown(
                    ParquetFormatException.class, () -> ParquetImport.read(file).into(store));
            assertThat(damaged.store()).isEqualTo("load_curve");
            assertThat(damaged.file()).isEqualTo(file.toString());
            assertThat(damaged.row()).isNull();
            assertThat(damaged.column()).isNull();
            KeyedStore other =
                    Store.defineKeyed().axis(Samples.KIND).table("texts").open(dataSource());
            other.schema().createIfMissing();
            SeriesKey text = other.key("no number");
            other.insert(text, hours("2024-01-01T00:00", 2));
            ParquetExport.of(other).compression(ParquetCompression.UNCOMPRESSED).to(file);
            ParquetFormatException ofRow = thrown(
                    ParquetFormatException.class,
                    () -> ParquetImport.read(file).axis("version", "kind").into(store));
            assertThat(ofRow.row()).isEqualTo(1);
            assertThat(ofRow.column()).isEqualTo("kind");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    final void missingLibrary() {
        MissingLibraryException e =
                new MissingLibraryException("needs it", new NoClassDefFoundError("any"), "io.example:any:1");
        assertThat(e.library()).isEqualTo("io.example:any:1"); // ModuleTest has it thrown
    }

    @Test
    final void definition() {
        DefinitionException e =
                thrown(DefinitionException.class, () -> Store.define().tz("Europe/Nowhere"));
        assertThat(e.setting()).isEqualTo("tz");
        assertThat(e.store()).isNull();
        DefinitionException missing = thrown(DefinitionException.class, () -> loads().axis(Samples.KIND));
        assertThat(missing.setting()).isEqualTo("axis");
        ChunkStore store = createLoads();
        DefinitionException alone =
                thrown(DefinitionException.class, () -> store.feed().beginEpoch());
        assertThat(alone.store()).isEqualTo("load_curve");
        assertThat(alone.setting()).isEqualTo("replicated");
    }

    /** Of a server that is away. */
    @Test
    final void sync() throws IOException {
        ChunkStore replica = create(loads().replicated());
        URI uri;
        try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            uri = URI.create("http://localhost:" + port.getLocalPort() + "/loads");
        }
        SyncClient client = SyncClient.builder(uri).into(replica).tries(1).build();
        SyncException e = thrown(SyncException.class, client::pull);
        assertThat(e.store()).isEqualTo("load_curve");
        assertThat(e.uri()).isEqualTo(uri.toString());
        assertThat(e.status()).isNull();
        assertThat(e.isRetryable()).isTrue();
    }
}
