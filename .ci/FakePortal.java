import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Runs a command that publishes, with a portal of this machine that only keeps what it is sent:
 * {@code java .ci/FakePortal.java BUNDLE COMMAND ..}, where {@code PORTAL} in the command becomes its address.
 */
final class FakePortal {
    private static final String UPLOAD = "/api/v1/publisher/upload";

    public static void main(String[] args) throws IOException, InterruptedException {
        Path bundle = Path.of(args[0]);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean upload = exchange.getRequestURI().getPath().equals(UPLOAD);
            if (upload) {
                Files.write(bundle, onlyPart(body));
            } else {
                System.err.println("the portal was asked for " + exchange.getRequestURI());
            }
            exchange.sendResponseHeaders(upload ? 201 : 404, upload ? 2 : -1);
            if (upload) {
                exchange.getResponseBody().write("id".getBytes(ISO_8859_1));
            }
            exchange.close();
        });
        server.start();
        try {
            String address = "http://localhost:" + server.getAddress().getPort();
            List<String> command = Stream.of(args)
                    .skip(1)
                    .map(argument -> argument.replace("PORTAL", address))
                    .toList();
            int ended = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (ended != 0 || !Files.exists(bundle)) {
                System.err.println(ended != 0 ? "the command failed" : "nothing was uploaded");
                System.exit(1);
            }
        } finally {
            server.stop(0);
        }
    }

    /** What lies between the headers of the part of a form and the boundary that ends it. */
    private static byte[] onlyPart(byte[] form) {
        String text = new String(form, ISO_8859_1);
        String boundary = text.substring(0, text.indexOf("\r\n"));
        int start = text.indexOf("\r\n\r\n") + 4;
        return text.substring(start, text.indexOf("\r\n" + boundary, start)).getBytes(ISO_8859_1);
    }
}
