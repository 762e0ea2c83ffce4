package io.holcstore.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holcstore.http.Authorizer;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.ReadableStore;
import io.holcstore.testkit.FreshDatabase;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.time.TimeRange;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The page of the explorer, in a real browser. Skipped where none is installed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ExplorerPageH2Test {
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";
    private static final String CHOSEN = "store=loads&series=m0001:base&series=m0002:peak";
    private static final String APRIL_1 = "&from=2023-03-31T22:00Z&to=2023-04-01T22:00Z";
    private static final String SHOWN =
            "['from', 'to'].map(name => Date.parse(new URLSearchParams(location.hash.slice(1)).get(name)) / 1000)";
    private static final int SHIFT = 8;

    private FreshDatabase database;
    private ChunkStore loads;
    private Explorer explorer;
    private Browser browser;

    @SuppressWarnings("NullAway.Init") // set before all tests
    ExplorerPageH2Test() {}

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        Optional<Path> program = Browser.installed();
        assumeTrue(
                program.isPresent(),
                "SKIPPED: no Chromium is installed, so nobody looks at the explorer's page."
                        + " Install one (apt-get install chromium), or name it in HOLCSTORE_TEST_CHROMIUM");
        database = TestDatabase.h2Memory().fresh();
        List<ReadableStore> stores = ExplorerDemo.stores(database.dataSource(), 1);
        loads = (ChunkStore) stores.get(0);
        loads.merge(loads.key(HOSTILE, "base"), days("2023-04-01", "2023-04-02"));
        loads.merge(loads.key("m0001", "base"), days("2023-03-20", "2023-04-02"));
        loads.merge(loads.key("m0001", "base"), days("2023-12-20", "2024-01-01"));
        explorer = Explorer.of(stores.toArray(new ReadableStore[0])).start(0);
        browser = Browser.start(program.get(), folder);
    }

    /** Days without gaps. */
    private static Series days(String first, String end) {
        return Shown.constant(TimeRange.of(Shown.start(first), Shown.start(end)), 50);
    }

    @BeforeEach
    void reset() {
        browser.window(1400, 900);
        browser.scheme("light");
    }

    @AfterAll
    void end() {
        if (browser != null) {
            browser.close();
            explorer.close();
            database.close();
        }
    }

    /** Whatever a test does: nothing is asked of another host, and the console stays empty. */
    @AfterEach
    void pageIsContent() {
        assertThat(browser.requests()).isNotEmpty().allSatisfy(address -> assertThat(address.getHost())
                .isEqualTo(explorer.uri().getHost()));
        assertThat(browser.complaints())
                .filteredOn(said -> !said.contains("the server responded with a status of 4"))
                .isEmpty();
    }

    private void open(String hash) {
        browser.open(URI.create(explorer.uri() + (hash.isEmpty() ? "" : "#" + hash)));
    }

    private void click(String selector) {
        browser.eval("document.querySelector('" + selector + "').click()");
        browser.idle();
    }

    private String plotText() {
        return browser.text("document.getElementById('plot-text').textContent");
    }

    private List<String> shownSeries() {
        return texts("[...document.querySelectorAll('.series-name')].map(e => e.textContent)");
    }

    private List<String> texts(String expression) {
        return StreamSupport.stream(browser.eval(expression).spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    private List<String> asked(String endpoint) {
        return browser.requests().stream()
                .filter(address -> address.getPath().endsWith("/" + endpoint))
                .map(URI::getQuery)
                .toList();
    }

    private long pixelsOfFirstLine() {
        return browser.eval("""
                        (() => {
                          const probe = document.getElementById("color-probe");
                          probe.style.color = "var(--line-1)";
                          const [r, g, b] = getComputedStyle(probe).color.match(/\\d+/g).map(Number);
                          const plot = document.querySelector("#plot canvas");
                          const copy = new OffscreenCanvas(plot.width, plot.height).getContext("2d", {willReadFrequently: true});
                          copy.drawImage(plot, 0, 0);
                          const {data} = copy.getImageData(0, 0, plot.width, plot.height);
                          let n = 0;
                          for (let i = 0; i < data.length; i += 4) {
                            if (data[i] === r && data[i + 1] === g && data[i + 2] === b) n++;
                          }
                          return n;
                        })()""").asLong();
    }

    @Test
    void searchChooseDrawAndZoom() {
        open("");
        assertThat(shownSeries()).hasSize(4);
        assertThat(browser.text("document.querySelector('.plot-blank').innerText"))
                .contains("Nothing is drawn yet");
        browser.eval("document.getElementById('search').focus()");
        browser.type("M0002");
        browser.until("document.body.dataset.busy === 'false' && document.querySelectorAll('.series').length === 1");
        click("#series-list input");
        assertThat(plotText()).startsWith("Buckets of 6h: the line is the mean");
        assertThat(pixelsOfFirstLine()).isGreaterThan(500);

        browser.drag("#plot .u-over", 0, 6, 0);
        browser.idle();
        assertThat(plotText()).startsWith("Raw values, one every 15min");
        assertThat(asked("values"))
                .hasSize(2)
                .last()
                .asString()
                .contains("from=2023-07-0", "to=2023-07-0", "series=m0002:peak");
        assertThat(browser.text("location.hash")).contains("store=loads", "series=m0002%3Apeak", "from=2023-0");

        JsonNode before = browser.eval("[document.getElementById('from').value, document.getElementById('to').value]");
        browser.drag("#plot .u-over", 0, 200, SHIFT);
        browser.idle();
        assertThat(browser.text("document.getElementById('from').value"))
                .isLessThan(before.get(0).asString());
        assertThat(browser.text("document.getElementById('to').value"))
                .isLessThan(before.get(1).asString());
        assertThat(pixelsOfFirstLine()).isGreaterThan(500);
    }

    @Test
    void theWheelAndFingersZoomAndMove() {
        open(CHOSEN + APRIL_1);
        double[] day = shown();
        browser.wheel("#plot .u-over", -100);
        double[] near = settled(day);
        assertThat((near[1] - near[0]) / (day[1] - day[0])).isBetween(0.79, 0.81);
        browser.fingers("#plot .u-over", List.of(0), List.of(150));
        double[] earlier = settled(near);
        assertThat(earlier[0]).isLessThan(near[0]);
        assertThat(earlier[1] - earlier[0]).isBetween(near[1] - near[0] - 60, near[1] - near[0] + 60);
        browser.fingers("#plot .u-over", List.of(-100, 100), List.of(-200, 200));
        double[] pinched = settled(earlier);
        assertThat((pinched[1] - pinched[0]) / (earlier[1] - earlier[0])).isBetween(0.45, 0.55);
    }

    /** Returns what the page shows, in seconds. */
    private double[] shown() {
        JsonNode range = browser.eval(SHOWN);
        return new double[] {range.get(0).asDouble(), range.get(1).asDouble()};
    }

    /** Waits until the page shows something else. */
    private double[] settled(double[] before) {
        browser.until(SHOWN + "[0] !== " + before[0]);
        browser.idle();
        return shown();
    }

    @Test
    void keysOfSeriesAreNeverHtml() {
        open("search=onerror");
        assertThat(shownSeries()).containsExactly(HOSTILE + " · base");
        click("#series-list input");
        for (String view : List.of("plot", "gaps", "totals", "store")) {
            click("[data-view=" + view + "]");
            assertThat(browser.eval("document.images.length").asInt()).isZero();
        }
        click("[data-view=plot]");
        assertThat(browser.text("document.querySelector('.legend-name').textContent"))
                .isEqualTo(HOSTILE + " · base");
        assertThat(browser.text("document.querySelector('.legend button').ariaLabel"))
                .endsWith(HOSTILE + " · base");
    }

    @Test
    void tabReachesEverythingInOrderWithVisibleFocus() {
        open(CHOSEN + APRIL_1);
        String focused = "(() => { const e = document.activeElement; return e.id || e.dataset.view || e.dataset.unit"
                + " || e.closest('label')?.textContent || e.closest('[id]').id + ' ' + e.tagName; })()";
        String outlined = "[document.activeElement, document.activeElement.closest('.series')].some(e => e"
                + " && getComputedStyle(e).outlineStyle !== 'none' && parseFloat(getComputedStyle(e).outlineWidth) >= 2)";
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 90 && !order.contains("plot-view SUMMARY"); i++) {
            browser.press("Tab");
            String now = browser.text(focused);
            assertThat(browser.eval(outlined).asBoolean())
                    .as("focus of " + now + " is seen")
                    .isTrue();
            if (order.isEmpty() || !order.get(order.size() - 1).equals(now)) {
                order.add(now);
            }
        }
        assertThat(order.subList(0, 9))
                .containsExactly(
                        "skip",
                        "store",
                        "theme",
                        "token-button",
                        "help-button",
                        "search",
                        "filters SUMMARY",
                        "clear-selection",
                        HOSTILE + " · base2023-04-01 – 2023-04-01");
        assertThat(order)
                .containsSubsequence(
                        "plot",
                        "gaps",
                        "totals",
                        "store",
                        "style",
                        "export SUMMARY",
                        "day",
                        "week",
                        "month",
                        "year",
                        "all",
                        "earlier",
                        "later",
                        "zoom-out",
                        "zoom-in",
                        "from",
                        "to",
                        "plot",
                        "plot-view SUMMARY");
    }

    @Test
    void noMouseIsNeeded() {
        open("");
        browser.press("/");
        assertThat(browser.text("document.activeElement.id")).isEqualTo("search");
        browser.type("m0001");
        browser.until("document.body.dataset.busy === 'false' && document.querySelectorAll('.series').length === 1");
        browser.press("Tab");
        browser.press("Tab");
        browser.press(" ");
        browser.idle();
        assertThat(texts("[...document.querySelectorAll('.legend-name')].map(e => e.textContent)"))
                .containsExactly("m0001 · base");

        browser.press("d");
        browser.idle();
        assertThat(browser.text("document.getElementById('from').value")).isEqualTo("2023-12-31T00:00");
        browser.press("[");
        browser.idle();
        assertThat(browser.text("document.getElementById('from').value")).isEqualTo("2023-12-30T00:00");
        browser.eval("document.getElementById('plot').focus()");
        browser.press(".");
        browser.press(".");
        browser.until("document.getElementById('announcer').textContent.startsWith('Sat 30 Dec 2023, 00:15: ')");
        browser.press("+");
        browser.press("ArrowRight");
        browser.idle();
        assertThat(browser.text("document.getElementById('from').value")).isEqualTo("2023-12-30T08:24");

        browser.press("2");
        browser.idle();
        browser.eval("document.querySelector('.heat [tabindex=\"0\"]').focus()");
        browser.press("ArrowLeft");
        browser.press("ArrowUp");
        assertThat(browser.text("document.activeElement.ariaLabel"))
                .startsWith("23 Dec 2023: ")
                .contains(" of 96 values, ");
        browser.press("Enter");
        browser.idle();
        assertThat(browser.text("document.getElementById('from').value")).isEqualTo("2023-12-23T00:00");
        assertThat(browser.text("document.activeElement.id")).isEqualTo("plot");

        browser.press("?");
        assertThat(browser.text("document.querySelector('dialog[open]').innerText"))
                .contains("search series", "read the previous or next value");
        browser.press("Escape");
        assertThat(browser.eval("document.querySelector('dialog[open]')").isNull())
                .isTrue();
    }

    @Test
    void daysAreThoseOfTheStoreAndChangesOfTheClockAreMarked() {
        open(CHOSEN + "&from=2023-03-25T23:00Z&to=2023-03-26T22:00Z");
        assertThat(browser.text("document.querySelector('[data-unit=day]').ariaPressed"))
                .isEqualTo("true");
        assertThat(browser.text("document.getElementById('from').value")).isEqualTo("2023-03-26T00:00");
        assertThat(browser.text("document.querySelector('.clocks').textContent"))
                .isEqualTo("The clocks change: 2023-03-26 03:00 (+01:00 → +02:00)");
        browser.eval("document.querySelector('.values summary').click()");
        browser.until("document.querySelector('.values tbody')");
        assertThat(texts("[...document.querySelectorAll('.values tbody th')].map(e => e.textContent)"))
                .contains("2023-03-26 01:45 +01:00", "2023-03-26 03:00 +02:00")
                .noneMatch(time -> time.startsWith("2023-03-26 02:"));

        open(CHOSEN + "&view=gaps");
        assertThat(browser.text("document.querySelector('[data-day=\"2023-03-26\"]').title"))
                .contains(" of 92 values");
        assertThat(browser.text("document.querySelector('[data-day=\"2023-10-29\"]').title"))
                .contains(" of 100 values");
    }

    @Test
    void totalsAddUp() {
        open("store=loads&search=img");
        click("#series-list input");
        click("[data-view=totals]");
        assertThat(texts("[...document.querySelectorAll('#totals-view tbody tr > *')].map(e => e.textContent)"))
                .containsExactly("2023-04-01", "4,800");
        assertThat(asked("totals")).singleElement().asString().contains("by=day");
    }

    @Test
    void versionsLieOverEachOther() {
        open("store=forecasts&series=1&view=versions&version=0&version=2");
        assertThat(texts("[...document.querySelectorAll('.legend-name')].map(e => e.textContent)"))
                .containsExactly("version 0", "version 2");
        assertThat(texts("[...document.querySelectorAll('.versions input')].filter(e => e.checked).map(e => e.id)"))
                .containsExactly("version-2", "version-0");
        assertThat(asked("values")).hasSize(2).anyMatch(query -> query.contains("version=0"));
        click("#version-2");
        assertThat(texts("[...document.querySelectorAll('.legend-name')].map(e => e.textContent)"))
                .containsExactly("version 0");
        browser.eval("[...document.querySelectorAll('.versions button')].at(-1).click()");
        browser.idle();
        assertThat(asked("values")).last().asString().contains("asOf=");
    }

    @Test
    void whatTheServerRefusesIsShown() {
        open("store=loads&series=nobody:base");
        assertThat(browser.text("document.getElementById('problems').innerText"))
                .contains("nobody")
                .contains("Try again");
        assertThat(browser.text("document.querySelector('.plot-blank').innerText"))
                .contains("could not be read");
        open("store=nothing");
        assertThat(browser.text("document.getElementById('problems').innerText"))
                .contains("There is no store nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void textsLinesAndControlsHaveContrast(String scheme) {
        browser.scheme(scheme);
        open(CHOSEN + "&filter=between:kind:a:z");
        for (String view : List.of("plot", "gaps", "totals", "store")) {
            click("[data-view=" + view + "]");
            assertThat(texts(Contrast.PALE)).as(view).isEmpty();
        }
        String page = browser.text("getComputedStyle(document.body).backgroundColor");
        browser.eval("(t => { t.value = '" + (scheme.equals("light") ? "dark" : "light")
                + "'; t.dispatchEvent(new Event('change')); })(document.getElementById('theme'))");
        assertThat(browser.text("getComputedStyle(document.body).backgroundColor"))
                .isNotEqualTo(page);
        browser.eval("localStorage.clear()");
        open("store=loads&series=nobody:base");
        assertThat(texts(Contrast.PALE)).as("problem").isEmpty();
        browser.eval("document.getElementById('help-button').click()");
        assertThat(texts(Contrast.PALE)).as("help").isEmpty();
    }

    @Test
    void phonesScrollDownOnly() {
        browser.window(360, 740);
        open(CHOSEN + "&filter=between:kind:a:z" + APRIL_1);
        assertThat(pixelsOfFirstLine()).isGreaterThan(100);
        for (String view : List.of("plot", "gaps", "totals", "store")) {
            click("[data-view=" + view + "]");
            assertThat(browser.eval("document.documentElement.scrollWidth").asInt())
                    .as(view)
                    .isLessThanOrEqualTo(360);
        }
    }

    @Test
    void exportsAreSaved(@TempDir Path folder) throws Exception {
        open(CHOSEN + APRIL_1);
        browser.saveTo(folder);
        save("CSV");
        byte[] csv = Files.readAllBytes(Browser.saved(folder, ".csv"));
        assertThat(new String(csv, StandardCharsets.UTF_8).lines()).hasSizeBetween(1 + 96, 1 + 2 * 96);
        save("PNG");
        assertThat(Files.readAllBytes(Browser.saved(folder, ".png")))
                .startsWith(0x89, 'P', 'N', 'G')
                .hasSizeGreaterThan(5000);
        open("store=loads&series=m0001:base" + APRIL_1);
        save("Parquet");
        assertThat(Browser.saved(folder, ".parquet")).hasFileName("loads_2023-04-01_2023-04-02.parquet");
        assertThat(Files.readAllBytes(Browser.saved(folder, ".parquet")))
                .startsWith('P', 'A', 'R', '1')
                .endsWith('P', 'A', 'R', '1');
    }

    /** Not the newest values of both series. */
    @Test
    void theDrawnVersionIsSaved(@TempDir Path folder) throws Exception {
        open("store=forecasts&series=1&view=versions&version=0&version=2");
        browser.saveTo(folder);
        browser.eval("document.getElementById('export').open = true");
        browser.until("document.getElementById('export-body').innerText.includes('Choose one version')");
        open("store=forecasts&series=1&view=versions&version=0");
        save("CSV");
        assertThat(Browser.saved(folder, ".csv")).isNotEmptyFile();
        assertThat(asked("values")).last().asString().contains("series=1", "version=0", "format=csv");
    }

    /** On 26 April 2024, the clock of Cairo skips the first hour of the day. */
    @Test
    void aDayThatBeginsAtOneEndsAtMidnight() {
        open("");
        assertThat(texts("""
                        import("./assets/zone.js").then(({Zone}) => {
                          const zone = new Zone("Africa/Cairo");
                          const day = zone.startOf(Date.parse("2024-04-26T12:00Z"), "day");
                          const next = zone.plus(day, "day", 1);
                          return [day, next, zone.plus(next, "day", -1), zone.plus(day, "week", 1), zone.unitOf(day, next)]
                              .map(t => typeof t === "number" ? new Date(t).toISOString() : t);
                        })"""))
                .containsExactly(
                        "2024-04-25T22:00:00.000Z",
                        "2024-04-26T21:00:00.000Z",
                        "2024-04-25T22:00:00.000Z",
                        "2024-05-02T21:00:00.000Z",
                        "day");
    }

    private void save(String format) {
        browser.eval("document.getElementById('export').open = true");
        browser.until("document.getElementById('export-body').children.length > 0");
        browser.eval("[...document.querySelectorAll('#export-body button')].find(b => b.textContent === '" + format
                + "').click()");
        browser.idle();
    }

    @Test
    void tokenIsAskedForAndKeptOutOfTheAddress() {
        try (Explorer locked = Explorer.of(loads)
                .authorize(Authorizer.bearer("secret"))
                .start(new InetSocketAddress("localhost", 0))) {
            browser.open(URI.create(locked.uri() + "#" + CHOSEN));
            browser.until("document.querySelector('#token-dialog[open]')");
            assertThat(browser.text("document.getElementById('problems').innerText"))
                    .isNotEmpty();
            assertThat(browser.text("document.activeElement.id")).isEqualTo("token");
            browser.type("wrong");
            browser.press("Enter");
            browser.until("document.querySelector('#token-dialog[open]') && document.body.dataset.busy === 'false'");
            browser.type("secret");
            browser.press("Enter");
            browser.until("document.querySelectorAll('.legend-name').length === 2");
            assertThat(browser.eval("document.querySelector('dialog[open]')").isNull())
                    .isTrue();
            assertThat(browser.text("document.getElementById('problems').innerText"))
                    .isEmpty();
            assertThat(browser.text("location.href")).doesNotContain("secret");
            assertThat(browser.requests())
                    .noneMatch(address -> address.toString().contains("secret"));
        }
    }
}
