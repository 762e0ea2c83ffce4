package io.holcstore.internal.files.csv;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

/** Decodes bytes in the charset of their byte order mark, if they have one. */
final class MarkedText {
    /** The marks. Those of UTF-32 begin with those of UTF-16, so they come first. */
    private enum Mark {
        UTF32LE(Charset.forName("UTF-32LE"), "\u00ff\u00fe\0\0"),
        UTF32BE(Charset.forName("UTF-32BE"), "\0\0\u00fe\u00ff"),
        UTF8(UTF_8, "\u00ef\u00bb\u00bf"),
        UTF16LE(UTF_16LE, "\u00ff\u00fe"),
        UTF16BE(UTF_16BE, "\u00fe\u00ff");

        private final Charset charset;
        private final String bytes; // one character for each

        Mark(Charset charset, String bytes) {
            this.charset = charset;
            this.bytes = bytes;
        }

        private boolean begins(byte[] text, int length) {
            for (int i = 0; i < bytes.length(); i++) {
                if (i == length || (text[i] & 0xff) != bytes.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final int LONGEST = 4;

    private MarkedText() {}

    /** Returns a reader of the text after its mark. Malformed bytes cause an error. */
    static BufferedReader reader(InputStream in, Charset otherwise) throws IOException {
        PushbackInputStream bytes = new PushbackInputStream(in, LONGEST);
        byte[] first = new byte[LONGEST];
        int length = bytes.readNBytes(first, 0, LONGEST);
        Charset charset = otherwise;
        int mark = 0;
        for (Mark each : Mark.values()) {
            if (each.begins(first, length)) {
                charset = each.charset;
                mark = each.bytes.length();
                break;
            }
        }
        bytes.unread(first, mark, length - mark);
        return new BufferedReader(new InputStreamReader(
                bytes,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
    }
}
