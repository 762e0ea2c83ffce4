package io.holcstore.explorer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A headless Chromium with one page, driven through its DevTools protocol. It runs in New York, far from the zone of
 * any store.
 */
final class Browser implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome-headless-shell");

    private static final String LISTENING = "DevTools listening on ";

    /** Ends a wait for something that never happens. */
    private static final int PATIENCE_MILLIS = 60_000;

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();

    private Browser(Process process, URI page) {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(page, new Messages())
                .join();
    }

    /** Returns the first Chromium of the path, or the program that {@code HOLCSTORE_TEST_CHROMIUM} names. */
    static Optional<Path> installed() {
        String named = System.getenv("HOLCSTORE_TEST_CHROMIUM");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts the program with its files in an empty folder. */
    static Browser start(Path program, Path folder) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--no-first-run",
                        "--lang=en-US",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + folder,
                        "about:blank")
                .redirectErrorStream(true);
        builder.environment().put("TZ", "America/New_York");
        Process process = builder.start();
        Browser browser = new Browser(process, page(listening(program, process)));
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            browser.call(domain + ".enable", Map.of());
        }
        return browser;
    }

    /** Waits until the program says where it listens, and then lets it say what it likes. */
    private static URI listening(Path program, Process process) throws IOException {
        BufferedReader output = process.inputReader(UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(LISTENING)) {
                Thread reader = new Thread(() -> output.lines().forEach(ignored -> {}), "output of the browser");
                reader.setDaemon(true);
                reader.start();
                return URI.create(line.substring(LISTENING.length()));
            }
            said.append(line).append('\n');
        }
        throw new IOException(program + " ended: " + said);
    }

    /** Opens a page, and returns where it can be driven. */
    private static URI page(URI browser) throws IOException, InterruptedException {
        URI open = URI.create("http://" + browser.getAuthority() + "/json/new?about:blank");
        HttpRequest request =
                HttpRequest.newBuilder(open).PUT(BodyPublishers.noBody()).build();
        String page = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString(UTF_8))
                .body();
        return URI.create(
                JsonMapper.shared().readTree(page).get("webSocketDebuggerUrl").asString());
    }

    JsonNode call(String method, Map<String, ?> parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        calls.put(id, answer);
        String message =
                JsonMapper.shared().writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
        socket.sendText(message, true).join();
        JsonNode reply = answer.join();
        if (reply.has("error")) {
            throw new IllegalStateException(method + ": " + reply.get("error"));
        }
        return reply.get("result");
    }

    /** Opens a page as if for the first time, and forgets what happened before. */
    void open(URI address) {
        call("Page.navigate", Map.of("url", "about:blank"));
        until("location.href === 'about:blank'");
        events.clear();
        call("Page.navigate", Map.of("url", address.toString()));
        idle();
    }

    /** Waits until the page has asked for what it needs, and drawn the answers. */
    void idle() {
        until("document.readyState === 'complete' && document.body.dataset.busy === 'false'");
    }

    void window(int width, int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    void scheme(String scheme) {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Evaluates an expression, and waits for its promise. */
    JsonNode eval(String expression) {
        JsonNode answer =
                call("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
        }
        JsonNode value = answer.get("result").get("value");
        return value == null ? JsonMapper.shared().nullNode() : value;
    }

    String text(String expression) {
        return eval(expression).asString();
    }

    /** Waits until a condition of the page holds. */
    void until(String condition) {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        while (!eval("!!(" + condition + ")").asBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never: " + condition + "; the page says: " + text("document.body.innerText"));
            }
            eval("new Promise(done => setTimeout(done, 10))");
        }
    }

    /** Presses a key as a keyboard does: {@code "a"}, {@code "Enter"}, {@code "Tab"}. */
    void press(String key) {
        boolean character = key.length() == 1;
        String text = character ? key : key.equals("Enter") ? "\r" : "";
        int code =
                switch (key) {
                    case "Tab" -> 9;
                    case "Enter" -> 13;
                    case "Escape" -> 27;
                    case " " -> 32;
                    case "ArrowLeft" -> 37;
                    case "ArrowUp" -> 38;
                    case "ArrowRight" -> 39;
                    case "ArrowDown" -> 40;
                    default -> 0;
                };
        call(
                "Input.dispatchKeyEvent",
                Map.of(
                        "type",
                        text.isEmpty() ? "rawKeyDown" : "keyDown",
                        "key",
                        key,
                        "text",
                        text,
                        "windowsVirtualKeyCode",
                        code));
        call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "windowsVirtualKeyCode", code));
    }

    /** Types into the element that has the focus. */
    void type(String text) {
        call("Input.insertText", Map.of("text", text));
    }

    /** Drags from left to right, or from right to left, relative to the middle of an element. */
    void drag(String selector, int from, int to, int modifiers) {
        double[] middle = middle(selector);
        mouse("mouseMoved", middle[0] + from, middle[1], false, modifiers);
        mouse("mousePressed", middle[0] + from, middle[1], true, modifiers);
        mouse("mouseMoved", middle[0] + to, middle[1], true, modifiers);
        mouse("mouseReleased", middle[0] + to, middle[1], true, modifiers);
    }

    /** Turns the wheel of the mouse above the middle of an element. */
    void wheel(String selector, int down) {
        double[] middle = middle(selector);
        call(
                "Input.dispatchMouseEvent",
                Map.of("type", "mouseWheel", "x", middle[0], "y", middle[1], "deltaX", 0, "deltaY", down));
    }

    /** Puts fingers on an element, moves each to the left or right, and lifts them. Places count from its middle. */
    void fingers(String selector, List<Integer> from, List<Integer> to) {
        double[] middle = middle(selector);
        touch("touchStart", middle, from);
        touch("touchMove", middle, to);
        touch("touchEnd", middle, List.of());
    }

    private void touch(String type, double[] middle, List<Integer> places) {
        List<Map<String, Double>> points = places.stream()
                .map(place -> Map.of("x", middle[0] + place, "y", middle[1]))
                .toList();
        call("Input.dispatchTouchEvent", Map.of("type", type, "touchPoints", points));
    }

    private double[] middle(String selector) {
        JsonNode middle = eval("(() => { const r = document.querySelector("
                + JsonMapper.shared().writeValueAsString(selector)
                + ").getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2]; })()");
        return new double[] {middle.get(0).asDouble(), middle.get(1).asDouble()};
    }

    private void mouse(String type, double x, double y, boolean held, int modifiers) {
        call(
                "Input.dispatchMouseEvent",
                Map.of(
                        "type",
                        type,
                        "x",
                        x,
                        "y",
                        y,
                        "button",
                        held ? "left" : "none",
                        "buttons",
                        held ? 1 : 0,
                        "clickCount",
                        held ? 1 : 0,
                        "modifiers",
                        modifiers));
    }

    void saveTo(Path folder) {
        call("Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", folder.toString()));
    }

    /** Waits for a saved file that is complete. It has another name before. */
    static Path saved(Path folder, String ending) throws IOException, InterruptedException {
        try (WatchService changes = folder.getFileSystem().newWatchService()) {
            folder.register(changes, StandardWatchEventKinds.ENTRY_CREATE);
            for (Optional<Path> file = find(folder, ending); ; file = find(folder, ending)) {
                if (file.isPresent()) {
                    return file.get();
                }
                WatchKey change = changes.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                if (change == null) {
                    throw new AssertionError("never saved: " + ending);
                }
                change.pollEvents();
                change.reset();
            }
        }
    }

    private static Optional<Path> find(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each -> each.toString().endsWith(ending)).findFirst();
        }
    }

    byte[] screenshot() {
        return Base64.getDecoder()
                .decode(call("Page.captureScreenshot", Map.of("format", "png"))
                        .get("data")
                        .asString());
    }

    List<JsonNode> events(String method) {
        return events.stream()
                .filter(event -> event.get("method").asString().equals(method))
                .toList();
    }

    /** Returns the addresses that the page has asked for. */
    List<URI> requests() {
        return events("Network.requestWillBeSent").stream()
                .map(event -> event.get("params").get("request").get("url").asString())
                .filter(Predicate.not(address -> address.startsWith("data:") || address.startsWith("blob:")))
                .map(URI::create)
                .toList();
    }

    /** Returns errors of scripts, violations of the Content-Security-Policy and whatever else the console says. */
    List<String> complaints() {
        return events.stream()
                .filter(event -> List.of(
                                "Runtime.exceptionThrown",
                                "Runtime.consoleAPICalled",
                                "Log.entryAdded",
                                "Page.javascriptDialogOpening")
                        .contains(event.get("method").asString()))
                .map(JsonNode::toString)
                .toList();
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        socket.abort();
        process.destroy();
        children.forEach(child -> {
            child.destroy();
            child.onExit().join();
        });
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Messages implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                JsonNode message = JsonMapper.shared().readTree(text.toString());
                text.setLength(0);
                if (message.has("id")) {
                    calls.remove(message.get("id").asInt()).complete(message);
                } else {
                    events.add(message);
                }
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            calls.values().forEach(call -> call.completeExceptionally(error));
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            onError(from, new UncheckedIOException(new IOException("the browser closed the connection: " + reason)));
            return CompletableFuture.completedFuture(null);
        }
    }
}
