package io.holcstore.testkit.demo;

import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Locale;

/**
 * Where the output goes.
 *
 * @param unicode whether it can show block elements and box lines; plain ASCII otherwise
 * @param interactive whether somebody watches: colours and progress bars make sense
 */
record Terminal(PrintStream out, boolean unicode, boolean interactive) {
    /** Standard output, in the encoding of the terminal rather than that of the JVM. */
    static Terminal standard() {
        Charset charset = Charset.forName(
                System.getProperty("stdout.encoding", System.getProperty("native.encoding", "US-ASCII")));
        return new Terminal(
                new PrintStream(System.out, true, charset),
                charset.newEncoder().canEncode("█▁│└┤─·–"),
                isInteractive());
    }

    /** JDK 22 to 24 have a console even where there is no terminal, and a method of their own that tells. */
    @SuppressWarnings("SystemConsoleNull") // null up to JDK 21, and asked for more below
    private static boolean isInteractive() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException beforeJdk22) {
            return true;
        }
    }

    void line(String format, Object... args) {
        out.println(text(String.format(Locale.ROOT, format, args)).stripTrailing());
    }

    /** Waits for a line of whoever watches. */
    @SuppressWarnings("SystemConsoleNull") // interactive says whether there is one
    void awaitEnter(String prompt) {
        Console console = System.console();
        if (interactive && console != null) {
            console.readLine("%s", text(prompt));
        }
    }

    /** The text as this terminal can show it. */
    String text(String text) {
        return unicode ? text : text.replace("–", "-").replace("·", ".");
    }

    String bold(String text) {
        return colour("1", text);
    }

    String colour(String code, String text) {
        return interactive && System.getenv("NO_COLOR") == null ? "\u001b[" + code + 'm' + text + "\u001b[0m" : text;
    }
}
