package io.holcstore.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Java of README.md and of every page of docs compiles, runs and prints what the page says, each page on a database
 * of its own.
 */
abstract class DocsContract {
    @RegisterExtension
    final DatabaseExtension db;

    DocsContract(TestDatabase database) {
        this.db = new DatabaseExtension(database);
    }

    static List<Page> pages() {
        return Page.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void javaRunsAndPrintsWhatThePageSays(Page page, @TempDir Path folder)
            throws IOException, ReflectiveOperationException {
        assumeTrue(
                !page.needsPartitions() || db.facts().hasPartitions(),
                () -> page + " is not run: this database has no partitions");
        assumeTrue(!page.needsServers(), () -> page + " is not run here: ShardingDocsPostgresTest starts its servers");
        new PageProgram(page).run(folder, db.dataSource());
    }
}
