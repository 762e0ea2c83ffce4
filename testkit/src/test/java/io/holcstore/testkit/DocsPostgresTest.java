package io.holcstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DocsPostgresTest extends DocsContract {
    private static final String RANGE =
            "start_ts BETWEEN '2024-03-30T12:00:00Z'::timestamptz AND '2024-04-02T00:00:00Z'::timestamptz";

    DocsPostgresTest() {
        super(TestDatabase.postgresql());
    }

    /** As a dashboard runs them, on what the Java of the page has stored. */
    @Test
    void queriesOfProjectionsFindWhatThePageSays(@TempDir Path folder)
            throws IOException, ReflectiveOperationException, SQLException {
        Page page = new Page(Page.DOCS.resolve("projections.md"));
        new PageProgram(page).run(folder, db.dataSource());
        List<String> found = new ArrayList<>();
        try (Connection connection = db.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String query : page.blocks("sql")) {
                try (ResultSet rows = statement.executeQuery(query.replace("$__timeFilter(start_ts)", RANGE))) {
                    while (rows.next()) {
                        found.add(
                                rows.getString("kind".equals(rows.getMetaData().getColumnName(1)) ? 1 : 2)
                                        + ' '
                                        + rows.getDouble("load"));
                    }
                }
            }
        }
        assertThat(found).containsExactly("base 34.5", "base 1.5", "base 71.5", "base 1.5");
    }
}
