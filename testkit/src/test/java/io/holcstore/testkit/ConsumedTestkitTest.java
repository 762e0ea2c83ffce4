package io.holcstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import de.siegmar.fastcsv.reader.CsvReader;
import io.holcstore.Store;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.jpountz.lz4.LZ4Factory;
import org.apiguardian.api.API;
import org.assertj.core.api.Assertions;
import org.eclipse.collections.api.LongIterable;
import org.eclipse.collections.impl.list.mutable.primitive.LongArrayList;
import org.h2.Driver;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.launcher.Launcher;
import org.opentest4j.TestAbortedException;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.LoggerFactory;
import org.sqlite.JDBC;

/**
 * Tests of an application, compiled and run in a process of their own: contracts on its pool, on a pooler, and in
 * surroundings where each of them must fail with the setting to look at.
 */
final class ConsumedTestkitTest {
    private static final Path SOURCES =
            Path.of("src", "test", "resources", "consumer-tests", "com", "example", "meters");

    private static final Path JDK = Path.of(System.getProperty("java.home"));

    /**
     * Of each kind of contract; on H2, the tests of the testkit run all of them. All tests of writers beside each other
     * run on the pool of ten connections.
     */
    private static final String OWN_POOL =
            "OwnPoolTest/Connections,Tables,Reads,IrregularSeries,Streaming,Transactions,Errors"
                    + ",Concurrency#deleteTakesAllOfWhatItWaitedFor,Concurrency#withoutLocksUpdatesAreLostSilently";

    private static final String SQLITE = "SqliteFileTest/Connections,Tables,Streaming";

    private static final String OTHER_WRITER =
            "Wrong$OtherWriter/Feed#aReplicaHasEveryRowOfItsSource,Reads#whatIsNotStoredIsEmpty";

    private static final FreshDatabase POSTGRES = TestDatabase.postgresql().fresh();

    private static List<String> said = List.of();

    @BeforeAll
    static void compileAndRun(@TempDir Path folder) throws IOException, InterruptedException {
        String path = folder + File.pathSeparator + libraries();
        List<String> compile = Programs.compiler(JDK);
        compile.addAll(
                List.of("--release", "17", "-proc:none", "-encoding", "UTF-8", "-cp", path, "-d", folder.toString()));
        try (Stream<Path> sources = Files.list(SOURCES)) {
            sources.map(Path::toString).forEach(compile::add);
        }
        Programs.execute(compile);
        PGSimpleDataSource postgres = (PGSimpleDataSource) POSTGRES.unpooled();
        List<String> run = new ArrayList<>(List.of(
                Programs.tool(JDK, "java"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dholcstore.seed=7",
                "-Dmeters.url=" + postgres.getUrl() + "&user=" + postgres.getUser(),
                "-cp",
                path,
                "com.example.meters.Run",
                "com.example.meters." + OWN_POOL));
        for (String nested : List.of("Connections", "Streaming", "Transactions")) {
            run.add("com.example.meters.PoolerTest/" + nested);
        }
        run.add("com.example.meters.Wrong$TenConnections/Concurrency");
        run.add("com.example.meters." + SQLITE);
        run.add("com.example.meters." + OTHER_WRITER);
        for (String wrong : List.of(
                "RepeatableRead",
                "WithoutAutocommit",
                "OneConnection",
                "PreparesBehindPooler",
                "DropsCounts",
                "DropsCountsOfBatches",
                "CommitsEarly",
                "SameConnection",
                "NineConnections",
                "NoDatabase",
                "DatabaseForEachConnection",
                "MayNotCreate",
                "OnlyReads",
                "ChangesBytes",
                "NoSchema")) {
            run.add("com.example.meters.Wrong$" + wrong + "/Connections");
            run.add("com.example.meters.Wrong$" + wrong + "/Streaming");
        }
        said = Programs.execute(run).lines().toList();
    }

    @AfterAll
    static void dropSchema() {
        POSTGRES.close();
    }

    @Test
    void contractsHoldOnAPoolOfItsOwn() {
        assertThat(of(OWN_POOL + " FAILED")).isEmpty();
        assertThat(of(OWN_POOL + " SUCCESSFUL")).hasSizeGreaterThan(100);
        assertThat(of(OWN_POOL + " ABORTED")).isNotEmpty().allMatch(line -> line.contains(": "));
    }

    @Test
    void aReportSaysWhatHoldsAndWhatWasNotChecked() {
        List<String> report = said.subList(said.indexOf(of(OWN_POOL + " ").get(0)), said.size());
        assertThat(report.stream()
                        .filter(line -> line.startsWith("A store on "))
                        .findFirst())
                .hasValueSatisfying(
                        line -> assertThat(line).startsWith("A store on H2 ").endsWith(", seed 7"));
        assertThat(said)
                .anyMatch(line -> line.matches(" {2}concurrency +\\d+ hold, \\d+ not checked"))
                .anyMatch(line -> line.matches("not checked in \\d+ tests?: negative controls are switched off"));
    }

    @Test
    void contractsHoldBehindAPooler() {
        assertThat(of("PoolerTest/Connections SUCCESSFUL")).hasSize(11);
        assertThat(of("PoolerTest/Streaming SUCCESSFUL")).hasSize(7);
        assertThat(of("PoolerTest/Transactions SUCCESSFUL")).hasSize(7);
        assertThat(of("PoolerTest/Transactions ABORTED"))
                .hasSize(2)
                .allMatch(line -> line.contains("a pooler gives the next transaction another one"));
    }

    @Test
    void aPoolThatIsTooSmallForNegativeControlsSkipsThemAloud() {
        assertThat(of("Wrong$TenConnections/Concurrency FAILED")).isEmpty();
        assertThat(of("Wrong$TenConnections/Concurrency SUCCESSFUL")).hasSize(17);
        assertThat(of("Wrong$TenConnections/Concurrency ABORTED"))
                .filteredOn(line -> line.contains("does not give 16 connections at once"))
                .hasSize(9);
    }

    @Test
    void contractsHoldInAFileThatIsEmpty() {
        assertThat(of(SQLITE + " FAILED")).isEmpty();
        assertThat(of(SQLITE + " SUCCESSFUL")).hasSizeGreaterThan(25);
    }

    @Test
    void aDataSourceIsAskedForOnceAlsoIfItCannotBeMade() {
        assertThat(said)
                .filteredOn("asked for the data source of NoDatabase"::equals)
                .hasSize(2); // of 2 runs
    }

    @Test
    void aFailureNamesTheTransactionsForWhichFeedsWait() {
        assertThat(of(OTHER_WRITER + " FAILED"))
                .hasSize(1)
                .allMatch(line -> line.contains("run this class while nothing else writes on the server")
                        && line.contains("database postgres, user postgres"));
        assertThat(of(OTHER_WRITER + " SUCCESSFUL")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    RepeatableRead       | areAtReadCommitted     | transactionIsolation=TRANSACTION_READ_COMMITTED
                    WithoutAutocommit    | comeInAutocommitMode   | autoCommit of the pool
                    OneConnection        | areSeparate            | Raise the maximum size of the pool
                    PreparesBehindPooler | keepPreparedStatements | prepareThreshold=0
                    DropsCounts          | tellUpdateCounts       | an INSERT told 0 rows instead of 1
                    DropsCountsOfBatches | tellUpdateCounts       | of one row and of none, told [-2, -2]
                    CommitsEarly         | keepTransactions       | setAutoCommit(false) does not reach the database
                    SameConnection       | areSeparate            | TransactionAwareDataSourceProxy
                    NineConnections      | areEnough              | Raise the maximum size of the pool
                    NoDatabase           | areWritable            | no password in /my-pool.properties
                    DatabaseForEachConnection | areWritable      | Give the data source the name of one database
                    MayNotCreate         | areWritable            | Grant the user CREATE on the database
                    OnlyReads            | areWritable            | default_transaction_read_only of the role
                    ChangesBytes         | keepBytes              | standard_conforming_strings of PostgreSQL
                    NoSchema             | havePlaceForTables     | search_path of the role
                    """)
    void whatIsWrongIsNamed(String surroundings, String check, String setting) {
        assertThat(of("Wrong$" + surroundings + "/Connections FAILED"))
                .anyMatch(line -> line.contains(check + "()") && line.contains(setting));
        assertThat(of("Wrong$" + surroundings + "/Streaming ABORTED"))
                .isNotEmpty()
                .allMatch(line -> line.contains("not run") && line.contains(setting));
        assertThat(of("Wrong$" + surroundings + "/Streaming SUCCESSFUL")).isEmpty();
    }

    private static List<String> of(String start) {
        return said.stream()
                .filter(line -> line.startsWith("com.example.meters." + start))
                .toList();
    }

    /** The testkit and what it depends on, but for the servers that it can start. */
    private static String libraries() {
        return Programs.path(
                Store.class,
                TestDatabase.class,
                LZ4Factory.class,
                CsvReader.class,
                LongIterable.class,
                LongArrayList.class,
                NullMarked.class,
                Driver.class,
                PGConnection.class,
                JDBC.class,
                HikariDataSource.class,
                LoggerFactory.class,
                Assertions.class,
                ByteBuddy.class,
                Test.class,
                ParameterizedTest.class,
                JupiterTestEngine.class,
                JUnitException.class,
                TestEngine.class,
                Launcher.class,
                TestAbortedException.class,
                API.class);
    }
}
