package io.holcstore.cli;

import java.io.Console;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The person at the terminal. */
interface Asker {
    /** Returns the answer to a question, empty text at the end of input; empty when nobody can be asked. */
    Optional<String> ask(String question);

    /** Returns a password, which the terminal does not show; empty when nobody can be asked. */
    Optional<String> password(String question);

    /** Returns who sits at the terminal of this process, if it has one. */
    static Asker terminal() {
        @Nullable Console console = console();
        return new Asker() {
            @Override
            public Optional<String> ask(String question) {
                return console == null
                        ? Optional.empty()
                        : Optional.of(Objects.requireNonNullElse(console.readLine("%s", question), ""));
            }

            @Override
            public Optional<String> password(String question) {
                return console == null
                        ? Optional.empty()
                        : Optional.ofNullable(console.readPassword("%s", question))
                                .map(String::new);
            }
        };
    }

    /** JDK 22 to 24 have a console even where there is no terminal, and a method of their own that tells. */
    @SuppressWarnings("SystemConsoleNull") // null up to JDK 21, and asked for more below
    private static @Nullable Console console() {
        Console console = System.console();
        try {
            return console != null
                            && (boolean) Console.class.getMethod("isTerminal").invoke(console)
                    ? console
                    : null;
        } catch (ReflectiveOperationException beforeJdk22) {
            return console;
        }
    }
}
