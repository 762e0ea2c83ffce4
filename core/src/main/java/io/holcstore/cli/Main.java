package io.holcstore.cli;

import io.holcstore.error.StoreException;
import io.holcstore.internal.schema.RecordedStores;
import io.holcstore.internal.session.Session;
import io.holcstore.store.StoreOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs one command and ends with its status: 0 all is well, 1 something is not, 2 the command line is wrong. Without
 * arguments it prints the commands. {@code docs/production.md} describes it.
 */
public final class Main {
    static final int WELL = 0;
    static final int NOT_WELL = 1;
    static final int MISUSED = 2;

    private static final Set<String> COMMON = Set.of("--url", "--user", "--help");
    private static final List<Command> COMMANDS = Stream.of(
                    SchemaCommands.all(), DataCommands.all(), List.of(ExplorerCommand.command()))
            .flatMap(List::stream)
            .toList();

    private final PrintStream out;
    private final PrintStream err;
    private final Asker asker;
    private final Map<String, String> environment;

    Main(PrintStream out, PrintStream err, Asker asker, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.asker = asker;
        this.environment = environment;
    }

    /** Runs the command of a command line. */
    public static void main(String[] args) {
        System.exit(new Main(System.out, System.err, Asker.terminal(), System.getenv()).run(args));
    }

    int run(String... args) {
        try {
            Arguments arguments = new Arguments(args);
            if (arguments.names().isEmpty() || arguments.has("--help")) {
                help();
                return arguments.has("--help") ? WELL : MISUSED;
            }
            boolean well = run(arguments);
            if (out.checkError()) {
                err.println("not all of the output could be written");
                return NOT_WELL;
            }
            return well ? WELL : NOT_WELL;
        } catch (UsageException e) {
            err.println(e.getMessage());
            return MISUSED;
        } catch (StoreException | IllegalArgumentException e) {
            err.println(e.getMessage());
            return NOT_WELL;
        } catch (NoClassDefFoundError e) {
            err.println("a library is missing on the class path, which has the class " + e.getMessage());
            return NOT_WELL;
        } catch (Exception e) {
            err.println(failed(e));
            return NOT_WELL;
        }
    }

    private static String failed(Exception e) {
        Throwable cause = e instanceof UncheckedIOException ? Objects.requireNonNullElse(e.getCause(), e) : e;
        String message = String.valueOf(e.getMessage());
        String reason = reason(cause);
        boolean says = cause != e && !message.equals(cause.toString()); // more than its cause
        return !says ? reason : message.contains(reason) ? message : message + ": " + reason;
    }

    private static String reason(Throwable cause) {
        if (cause instanceof FileSystemException file) {
            return file.getFile() + ": "
                    + (file instanceof NoSuchFileException ? "there is no such file or folder" : file.getReason());
        }
        return cause instanceof IOException && cause.getMessage() != null
                ? String.valueOf(cause.getMessage())
                : cause.toString();
    }

    private boolean run(Arguments arguments) throws Exception {
        String name = arguments.names().get(0);
        if (name.equals("stores")) {
            arguments.requireOnly(COMMON);
            arguments.requireNames(1);
            List<String> names = RecordedStores.names(Session.of(dataSource(arguments), StoreOptions.defaults()));
            names.forEach(out::println);
            if (names.isEmpty()) {
                err.println("the database records no store");
            }
            return true;
        }
        Command command = COMMANDS.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("there is no command " + name + "; --help lists them"));
        Set<String> known = new HashSet<>(COMMON);
        known.addAll(command.options());
        arguments.requireOnly(known);
        if (arguments.names().size() < 2) {
            throw new UsageException(
                    "name a store: " + name + ' ' + command.form() + "; the command stores lists them");
        }
        arguments.requireNames(1 + command.form().split(" ", -1).length);
        return command.action()
                .run(new Opened(
                        Opened.open(dataSource(arguments), arguments.names().get(1)),
                        arguments,
                        out,
                        asker,
                        environment));
    }

    private DataSource dataSource(Arguments arguments) {
        String url = setting(arguments, "--url", "HOLCSTORE_URL");
        if (url == null) {
            throw new UsageException("name the database: --url jdbc:.., or the variable HOLCSTORE_URL");
        }
        String user = setting(arguments, "--user", "HOLCSTORE_USER");
        String password = environment.get("HOLCSTORE_PASSWORD");
        if (user != null && password == null) {
            password = asker.password("Password of " + user + ": ").orElse(null);
        }
        return new DriverDataSource(url, user, password);
    }

    private @Nullable String setting(Arguments arguments, String option, String variable) {
        return arguments.one(option).orElse(environment.get(variable));
    }

    private void help() {
        out.println("java -cp .. io.holcstore.cli.Main COMMAND [STORE] [..] --url jdbc:.. [--user ..]");
        out.println();
        out.println("  stores");
        out.println("      lists the stores that the database records");
        for (Command command : COMMANDS) {
            out.println("  " + command.name() + ' ' + command.form());
            out.println("      " + command.help());
        }
        out.println();
        out.println(
                "--where AXIS=VALUE,VALUE chooses series; write \\, for a comma in a value. Commands that change something ask before; --yes agrees.");
        out.println("The password is asked for, or read from the variable HOLCSTORE_PASSWORD.");
        out.println("The class path has this library, what it needs, and the driver of the database.");
    }
}
