package io.holcstore.internal.explorer;

import io.holcstore.error.MissingLibraryException;
import io.holcstore.internal.http.Endpoint;
import io.holcstore.internal.http.Reply;
import io.holcstore.internal.http.Request;
import io.holcstore.key.KeyFilter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files of the page, in memory. They contain no data. Thread-safe. */
final class Assets {
    static final String UPLOT = "org.webjars.npm:uplot:1.6.30";

    /** Names the files of this library, which are in the same folder: one on each line. */
    private static final String LIST = "files.txt";

    /** The files of the library that draws. */
    private static final List<String> PLOT = List.of("uPlot.iife.min.js", "uPlot.min.css");

    private static final String OWN_FOLDER = "/io/holcstore/explorer/";
    private static final String PLOT_FOLDER = "META-INF/resources/webjars/uplot/1.6.30/dist/";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, Endpoint> files;

    private Assets(Map<String, Endpoint> files) {
        this.files = Map.copyOf(files);
    }

    /** @throws MissingLibraryException when the library that draws is missing */
    static Assets load() {
        Map<String, Endpoint> files = new LinkedHashMap<>();
        try {
            for (String name : new String(read(OWN_FOLDER + LIST), StandardCharsets.UTF_8)
                    .strip()
                    .split("\\s+", -1)) {
                files.put(name, new File(type(name), "no-cache", read(OWN_FOLDER + name)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("this jar lacks a file of the explorer", e);
        }
        try {
            for (String name : PLOT) {
                files.put(name, new File(type(name), "max-age=86400", readOther(PLOT_FOLDER + name)));
            }
        } catch (IOException e) {
            throw Libraries.missing(UPLOT, e);
        }
        return new Assets(files);
    }

    private static String type(String name) {
        return Objects.requireNonNull(
                TYPES.get(name.substring(name.lastIndexOf('.') + 1)), () -> "the type of " + name + " is not known");
    }

    private static byte[] read(String path) throws IOException {
        return whole(path, Assets.class.getResourceAsStream(path));
    }

    /** Reads a file of another jar, which may be another module. */
    private static byte[] readOther(String path) throws IOException {
        ClassLoader ours = Assets.class.getClassLoader();
        return whole(path, ours.getResourceAsStream(path));
    }

    private static byte[] whole(String path, @Nullable InputStream in) throws IOException {
        if (in == null) {
            throw new FileNotFoundException(path);
        }
        try (in) {
            return in.readAllBytes();
        }
    }

    /** Returns the file at a path below the place of the explorer. */
    Optional<Endpoint> at(String path) {
        String name = path.equals("/") ? "index.html" : path.startsWith("/assets/") ? path.substring(8) : "";
        return Optional.ofNullable(files.get(name));
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record File(String type, String caching, byte[] content) implements Endpoint {
        @Override
        public Set<String> methods() {
            return DataEndpoint.reading();
        }

        @Override
        public Reply answer(Request request, KeyFilter allowed) {
            Map<String, String> headers = Map.of(
                    "Content-Type", type, "Content-Length", Integer.toString(content.length), "Cache-Control", caching);
            return new Reply(200, headers, false, out -> out.write(content));
        }
    }
}
