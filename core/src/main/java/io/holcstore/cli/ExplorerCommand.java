package io.holcstore.cli;

import io.holcstore.explorer.Explorer;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** The command that shows a store in a browser. */
final class ExplorerCommand {
    private static final int HIGHEST_PORT = 65_535;

    private ExplorerCommand() {}

    static Command command() {
        return new Command(
                "explore",
                "STORE",
                "shows a store to browsers on this machine, on --port NUMBER or any free one, until Enter is pressed",
                Set.of("--port"),
                ExplorerCommand::serve);
    }

    private static boolean serve(Opened opened) throws InterruptedException {
        int port = opened.arguments().one("--port").map(ExplorerCommand::port).orElse(0);
        try (Explorer page = Explorer.of(opened.store()).start(port)) {
            opened.out()
                    .println(opened.store().name() + " is shown at " + page.uri() + " with times of "
                            + opened.store().zone());
            if (opened.asker().ask("Press Enter to end. ").isEmpty()) {
                new CountDownLatch(1).await(); // without a terminal, whoever started the process ends it
            }
        }
        return true;
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UsageException("--port " + text + " is not a number from 0 to " + HIGHEST_PORT);
    }
}
