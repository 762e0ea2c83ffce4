package io.holcstore.benchmarks;

import java.util.List;
import java.util.Locale;

/** What charts have in common. */
final class Svg {
    private static final List<String> COLOURS =
            List.of("#2563a8", "#e08a1e", "#8a8f98", "#4b9a62", "#9b5aa8", "#c2504a", "#3aa3a8");

    private Svg() {}

    /** The colour of bars and dots of one number, the same in all charts. */
    static String colour(int number) {
        return COLOURS.get(number % COLOURS.size());
    }

    static String head(int width, int height) {
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"Helvetica, Arial, sans-serif\" font-size=\"13\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>%n",
                width,
                height,
                width,
                height);
    }

    static void text(StringBuilder to, int x, int y, String anchor, String style, String text) {
        to.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" %s>%s</text>%n",
                x,
                y,
                anchor,
                style,
                text.replace("&", "&amp;").replace("<", "&lt;")));
    }
}
