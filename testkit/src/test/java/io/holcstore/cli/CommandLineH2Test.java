package io.holcstore.cli;

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

import io.holcstore.Store;
import io.holcstore.http.Authorizer;
import io.holcstore.http.SyncServer;
import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Definition;
import io.holcstore.store.Dialect;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.ReadableStore;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.VersionedStore;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line for operators, on a database in memory. */
final class CommandLineH2Test {
    private static final Axis<String> METER = Axis.of("meter", VARCHAR(20));
    private static final String URL = "jdbc:h2:mem:" + CommandLineH2Test.class.getSimpleName();
    private static final Series TWO_HOURS = hours(1.5, 2);

    private final JdbcDataSource database = new JdbcDataSource();
    private final Deque<String> answers = new ArrayDeque<>();
    private final ChunkStore loads = builder("loads").replicated().open(database);
    private Connection open;
    private String said = "";
    private Runnable whenAsked = () -> {};
    private Path folder;

    private static StoreBuilder builder(String table) {
        return Store.define()
                .axis(METER)
                .chunkBy(ChunkBy.YEAR_MONTH)
                .freq("1h")
                .tz("Europe/Paris")
                .table(table);
    }

    private static Series hours(double... values) {
        return Series.regular(ZonedDateTime.parse("2024-01-31T22:00:00Z"), Frequency.parse("1h"), values);
    }

    @BeforeEach
    void createStore(@TempDir Path temporary) throws SQLException {
        folder = temporary;
        database.setUrl(URL);
        open = database.getConnection();
        loads.schema().createIfMissing();
        loads.insert(loads.key("a"), TWO_HOURS);
        loads.insert(loads.key("b"), TWO_HOURS);
    }

    @AfterEach
    void forgetDatabase() throws SQLException {
        execute("DROP ALL OBJECTS");
        open.close();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = open.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs a command, and returns its status. */
    private int run(String... words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Asker asker = new Asker() {
            @Override
            public Optional<String> ask(String question) {
                out.print(question);
                said = bytes.toString(StandardCharsets.UTF_8);
                whenAsked.run();
                return Optional.ofNullable(answers.poll());
            }

            @Override
            public Optional<String> password(String question) {
                return Optional.empty();
            }
        };
        int status = new Main(out, out, asker, Map.of("HOLCSTORE_URL", URL)).run(words);
        said = bytes.toString(StandardCharsets.UTF_8);
        return status;
    }

    @Test
    void listsAndVerifiesStores() throws SQLException {
        assertThat(run("stores")).isEqualTo(Main.WELL);
        assertThat(said.strip()).isEqualTo("loads");
        assertThat(run("verify", "loads")).isEqualTo(Main.WELL);
        assertThat(said).contains("loads is as recorded").contains("meter varchar(20)");
        execute("ALTER TABLE \"loads\" DROP COLUMN \"value_sum\"");
        assertThat(run("verify", "loads")).isEqualTo(Main.NOT_WELL);
        assertThat(said).contains("loads differs:").contains("value_sum");
        assertThat(run("verify", "others")).isEqualTo(Main.NOT_WELL);
        assertThat(said).contains("others").contains("no settings are recorded", "recorded: loads");
    }

    @Test
    void saysHowToUseIt() {
        assertThat(run()).isEqualTo(Main.MISUSED);
        assertThat(said).contains("verify STORE").contains("pull STORE URI");
        assertThat(run("--help")).isEqualTo(Main.WELL);
        assertThat(run("destroy", "loads")).isEqualTo(Main.MISUSED);
        assertThat(said).contains("no command destroy");
        assertThat(run("verify")).isEqualTo(Main.MISUSED);
        assertThat(said).contains("name a store");
        assertThat(run("verify", "loads", "--force=1")).isEqualTo(Main.MISUSED);
        assertThat(said).contains("no option --force").contains("--url");
        assertThat(run("verify", "loads", "again")).isEqualTo(Main.MISUSED);
        assertThat(said).contains("'again' is left over");
        assertThat(run("statistics", "loads", "--where", "site=a")).isEqualTo(Main.MISUSED);
        assertThat(said).contains("'site=a' names no axis").contains("meter");
        assertThat(run("stores", "--url", "jdbc:none:x")).isEqualTo(Main.NOT_WELL);
        assertThat(said).contains("jdbc:none:...");
    }

    @Test
    void countsWhatIsStored() {
        assertThat(run("statistics", "loads", "--where", "meter=a,c")).isEqualTo(Main.WELL);
        assertThat(said.lines().map(line -> line.replaceAll(" +", " ")))
                .contains("series 1", "rows 2", "values 2", "first value 2024-01-31T22:00:00Z");
    }

    @Test
    void asksBeforeItChangesAnything() {
        for (String command : List.of("upgrade", "rezone", "reencode", "reindex")) {
            assertThat(run(command, "loads")).as(command).isEqualTo(Main.MISUSED);
            assertThat(said).contains("there is no terminal; add --yes");
            assertThat(run(command, "loads", "--yes=no")).as(command).isEqualTo(Main.MISUSED);
            assertThat(said).contains("--yes takes no value");
            answers.add("no");
            assertThat(run(command, "loads")).as(command).isEqualTo(Main.NOT_WELL);
            assertThat(said).contains("Type yes to go on").contains("nothing was changed");
            answers.add("yes");
            assertThat(run(command, "loads")).as(command).isEqualTo(Main.WELL);
            assertThat(run(command, "loads", "--yes")).as(command).isEqualTo(Main.WELL);
        }
    }

    @Test
    void exportsAndImportsFiles() throws IOException {
        for (String name : List.of("loads.csv", "loads.zip", "loads.parquet")) {
            Path file = folder.resolve(name);
            assertThat(run("export", "loads", file.toString(), "--where", "meter=a", "--from", "2024-02-01"))
                    .as(said)
                    .isEqualTo(Main.WELL);
            assertThat(said).containsPattern("^1 values written");
            assertThat(folder.toFile().list()).as("no parts are left").containsOnlyOnce(name);
            assertThat(run("export", "loads", file.toString())).isEqualTo(Main.MISUSED);
            assertThat(said).contains("exists");
            loads.delete(KeyFilter.all());
            assertThat(run("import", "loads", file.toString(), "--preview")).isEqualTo(Main.WELL);
            assertThat(said).contains("meter=a").contains("2024-01-31T23:00:00Z");
            assertThat(loads.count(KeyFilter.all())).isZero();
            assertThat(run("import", "loads", file.toString())).isEqualTo(Main.MISUSED);
            assertThat(run("import", "loads", file.toString(), "--yes")).isEqualTo(Main.WELL);
            assertThat(said).contains("1 values read, 1 chunks inserted");
            assertThat(loads.read(loads.key("a")).orElseThrow().valueAt(0)).isEqualTo(2);
            loads.merge(loads.key("a"), TWO_HOURS);
        }
        assertThat(run("export", "loads", folder.resolve("loads.xml").toString()))
                .isEqualTo(Main.MISUSED);
        assertThat(run("export", "loads", folder.resolve("other.csv").toString(), "--from", "today"))
                .isEqualTo(Main.MISUSED);
        assertThat(folder.resolve("other.csv")).doesNotExist();
        String parquet = folder.resolve("loads.parquet").toString();
        assertThat(run("import", "loads", parquet, "--yes", "--time=at")).isEqualTo(Main.MISUSED);
        assertThat(said).contains("--time does not apply to a Parquet file");
        String csv = folder.resolve("other.csv").toString();
        assertThat(run("export", "loads", csv, "--from=2024-02-02", "--to=2024-02-01"))
                .isEqualTo(Main.MISUSED);
        assertThat(said).contains("--from must be a day before --to");
    }

    @Test
    void describesForeignFiles() throws IOException {
        Path file = folder.resolve("readings.csv");
        Files.writeString(file, "Zeit;Zaehler;kWh\n01.02.2024 00:00;x;1,25\n");
        String[] words = {
            "import",
            "loads",
            file.toString(),
            "--yes",
            "--time=Zeit",
            "--time-pattern=dd.MM.yyyy HH:mm",
            "--tz=Europe/Paris",
            "--column=meter=Zaehler",
            "--value=kWh",
            "--decimal=,",
            "--separator=;"
        };
        assertThat(run(words)).as(said).isEqualTo(Main.WELL);
        assertThat(loads.read(loads.key("x")).orElseThrow())
                .isEqualTo(Series.regular(
                        ZonedDateTime.parse("2024-01-31T23:00:00Z"), Frequency.parse("1h"), new double[] {1.25}));
        words[10] = "--separator=;;";
        assertThat(run(words)).isEqualTo(Main.MISUSED);
    }

    @Test
    void pullsFromAnotherSite() {
        ChunkStore copy = builder("copy").replicated().open(database);
        copy.schema().createIfMissing();
        try (SyncServer server = SyncServer.builder()
                .publish("loads", loads)
                .authorize(Authorizer.anyone())
                .start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            String uri = "http://localhost:" + server.port() + "/loads";
            assertThat(run("pull", "copy", uri, "--yes")).as(said).isEqualTo(Main.WELL);
            assertThat(said).contains("4 chunks, 0 deletions");
            assertThat(run("pull", "copy", uri, "--yes", "--resync")).isEqualTo(Main.WELL);
        }
        assertThat(copy.read(loads.key("b"))).contains(TWO_HOURS);
    }

    private VersionedStore versioned(String table) {
        VersionedStore store = Store.defineVersioned().axis(METER).table(table).open(database);
        store.schema().createIfMissing();
        return store;
    }

    @Test
    void movesVersions() {
        VersionedStore forecasts = versioned("forecasts");
        VersionedStore moved = versioned("moved");
        forecasts.append(forecasts.key("a"), TWO_HOURS);
        forecasts.append(forecasts.key("a"), hours(7));
        String file = folder.resolve("forecasts.zip").toString();
        assertThat(run("export", "forecasts", file)).as(said).isEqualTo(Main.WELL);
        assertThat(run("import", "moved", file, "--yes")).as(said).isEqualTo(Main.WELL);
        assertThat(said).contains("1 keys restored, 0 unchanged, 2 versions");
        assertThat(moved.versions(moved.key("a"))).isEqualTo(forecasts.versions(forecasts.key("a")));
        assertThat(run("export", "forecasts", folder.resolve("forecasts.csv").toString()))
                .isEqualTo(Main.MISUSED);
        String other = folder.resolve("other.zip").toString();
        assertThat(run("export", "forecasts", other, "--from=2024-01-01")).isEqualTo(Main.MISUSED);
        assertThat(said).contains("--from does not apply to a store of versions");
        assertThat(run("import", "moved", file, "--yes", "--preview")).isEqualTo(Main.MISUSED);
        assertThat(run("reencode", "forecasts", "--yes")).isEqualTo(Main.MISUSED);
        assertThat(said).contains("does not keep its series in chunks");
    }

    @Test
    void showsAStoreUntilEnterIsPressed() {
        answers.add("");
        List<String> found = new ArrayList<>();
        whenAsked = () -> found.add(get(said.replaceAll("(?s).* is shown at (\\S+).*", "$1api/loads/series")));
        assertThat(run("explore", "loads")).as(said).isEqualTo(Main.WELL);
        assertThat(found).singleElement().asString().contains("\"id\":\"a\"", "\"id\":\"b\"");
        assertThat(run("explore", "loads", "--port", "80000")).isEqualTo(Main.MISUSED);
        assertThat(said).contains("--port 80000 is not a number from 0 to 65535");
    }

    private static String get(String uri) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void wordsThatCannotBeMeantAreRefused() throws IOException {
        assertThat(run("statistics", "loads", "--where", "meter=z\uFFFD")).isEqualTo(Main.MISUSED);
        assertThat(said).contains("could not read", "LC_ALL=C.UTF-8");
        assertThat(run("statistics", "loads", "--where", "meter=a", "--where", "meter=b"))
                .isEqualTo(Main.MISUSED);
        assertThat(said).contains("the axis meter occurs twice", "meter=value,value");
        Path file = Files.writeString(folder.resolve("in.csv"), "time;value\n2024-02-01T00:00:00Z;1\n");
        assertThat(run("import", "loads", file.toString(), "--yes", "--constant=meter=c", "--constant=meter=d"))
                .isEqualTo(Main.MISUSED);
        assertThat(said).contains("--constant meter occurs twice");
        assertThat(run("export", "loads", folder.resolve("out.zip").toString(), "--wide"))
                .isEqualTo(Main.MISUSED);
        assertThat(run("export", "loads", folder.resolve("none/out.csv").toString()))
                .isEqualTo(Main.NOT_WELL);
        assertThat(said).contains("loads could not be written to", "there is no such file or folder");
        assertThat(run("stores", "--url=jdbc:none:thin:scott/tiger@host?password=geheim"))
                .isEqualTo(Main.NOT_WELL);
        assertThat(said).contains("no driver", "jdbc:none:...").doesNotContain("geheim", "tiger");
    }

    @Test
    void aCommaMayBelongToAValue() {
        loads.insert(loads.key("a,b"), TWO_HOURS);
        assertThat(run("statistics", "loads", "--where", "meter=a\\,b")).isEqualTo(Main.WELL);
        assertThat(said).containsPattern("series +1\\b");
        assertThat(run("statistics", "loads", "--where", "meter=a,b")).isEqualTo(Main.WELL);
        assertThat(said).containsPattern("series +2\\b");
    }

    /** Whatever is recorded leads to the same definition. */
    @Test
    void definitionsAreReadBack() {
        StoreBuilder chunks = Store.define()
                .chunkBy(ChunkBy.YEAR)
                .freq("1d")
                .tz("Australia/Lord_Howe")
                .replicated()
                .table("every");
        List<Axis<?>> axes = List.of(
                Axis.of("i", INT),
                Axis.of("b", BIGINT),
                Axis.of("s", SMALLINT),
                Axis.of("yes", BOOLEAN),
                Axis.of("t", TEXT),
                Axis.of("d", DATE),
                Axis.of("u", UUID),
                Axis.of("z", TIMESTAMP),
                Axis.of("v", VARCHAR(7)),
                Axis.of("n", NUMERIC(10, 2)));
        axes.forEach(chunks::axis);
        Axis<Integer> run = Axis.of("run", INT);
        List<Definition<? extends ReadableStore>> definitions = List.of(
                chunks.build(),
                Store.define()
                        .chunkBy(ChunkBy.YEAR)
                        .freq("1d")
                        .tz("UTC")
                        .table("alone")
                        .build(),
                Store.defineKeyed().axis(METER).table("keyed").build(),
                Store.defineVersioned()
                        .axis(METER)
                        .axis(run)
                        .countVersionsBy(METER)
                        .table("forecasts")
                        .build());
        for (Definition<? extends ReadableStore> definition : definitions) {
            definition.open(database).schema().createIfMissing();
            Definition<? extends ReadableStore> recorded = Store.recorded(database, definition.name());
            assertThat(recorded).hasToString(definition.toString());
            assertThat(recorded.ddl(Dialect.H2)).isEqualTo(definition.ddl(Dialect.H2));
            assertThat(recorded.axes()).isEqualTo(definition.axes());
        }
        assertThat(Store.recorded(database)).containsExactly("alone", "every", "forecasts", "keyed", "loads");
        assertThat(Store.recorded(database, "keyed").open(database)).isInstanceOf(KeyedStore.class);
    }
}
