package io.holcstore.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.TestDatabase;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The answers in docs/explorer.md are those of the explorer, and the dashboard asks for what is there. */
final class ExplorerDocsTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern REQUEST =
            Pattern.compile("```\nGET (\\S+)\n```\n(?:\n```(json|csv)\n(.*?)```)?", Pattern.DOTALL);

    @RegisterExtension
    final DatabaseExtension database = new DatabaseExtension(TestDatabase.h2Memory());

    private Explorer explorer;
    private Visitor visitor;

    @SuppressWarnings("NullAway.Init") // set before each test
    ExplorerDocsTest() {}

    @BeforeEach
    void start() {
        Shown shown = Shown.create(database.dataSource());
        explorer =
                Explorer.of(shown.loads(), shown.readings(), shown.forecasts()).start(0);
        visitor = new Visitor(explorer.uri(), "");
    }

    @AfterEach
    void end() {
        explorer.close();
    }

    @Test
    void theAnswersAreTheRealOnes() throws Exception {
        List<MatchResult> requests =
                REQUEST.matcher(read("explorer.md")).results().toList();
        assertThat(requests).hasSizeGreaterThan(7);
        for (MatchResult each : requests) {
            HttpResponse<String> answer = visitor.get(each.group(1));
            assertThat(answer.statusCode()).as(each.group(1)).isEqualTo(200);
            if ("json".equals(each.group(2))) {
                assertThat(JsonMapper.shared().readTree(answer.body()))
                        .as(each.group(1))
                        .isEqualTo(JsonMapper.shared().readTree(each.group(3)));
            } else if ("csv".equals(each.group(2))) {
                assertThat(answer.body().lines().toList())
                        .as(each.group(1))
                        .isEqualTo(each.group(3).lines().toList());
            }
        }
    }

    @Test
    void theDashboardAsksForWhatIsThere() throws Exception {
        JsonNode dashboard = JsonMapper.shared().readTree(read("grafana/explorer.json"));
        List<JsonNode> targets = dashboard.get("panels").findValues("targets").stream()
                .map(panel -> panel.get(0))
                .toList();
        assertThat(targets).hasSize(3);
        for (JsonNode target : targets) {
            String url = target.get("url")
                    .asString()
                    .replace("${explorer}/", "")
                    .replace("${store}", "loads")
                    .replace("${series:percentencode}", "m1%3Abase")
                    .replace(
                            "${__from}", Long.toString(Shown.start("2024-03-30").toEpochMilli()))
                    .replace("${__to}", Long.toString(Shown.start("2024-04-30").toEpochMilli()));
            assertThat(url).doesNotContain("$");
            List<String> lines = visitor.csv(url);
            assertThat(lines).as(url).hasSizeGreaterThan(1);
            List<String> columns = List.of(lines.get(0).split(","));
            List<String> asked = Visitor.texts(target.get("columns"), "selector");
            boolean raw = columns.contains("value");
            assertThat(columns)
                    .as(url)
                    .containsAll(asked.stream()
                            .filter(name -> raw ? !List.of("min", "mean", "max").contains(name) : !name.equals("value"))
                            .toList());
        }
    }

    private static String read(String file) throws IOException {
        return Files.readString(DOCS.resolve(file));
    }
}
