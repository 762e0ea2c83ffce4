package io.holcstore.internal.sql.dialect.sqlite;

import java.util.Locale;

/** Writes texts as an array of JSON. */
final class JsonTexts {
    private JsonTexts() {}

    static String array(String[] texts) {
        StringBuilder json = new StringBuilder().append('[');
        for (int i = 0; i < texts.length; i++) {
            json.append(i == 0 ? "\"" : ",\"");
            escape(json, texts[i]);
            json.append('"');
        }
        return json.append(']').toString();
    }

    private static void escape(StringBuilder json, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
    }
}
