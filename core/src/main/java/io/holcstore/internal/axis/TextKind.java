package io.holcstore.internal.axis;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Strings, of any length or of a limited one, without NUL and without unpaired surrogates, ordered by code point. */
public final class TextKind extends AxisKind<String> {
    /** The longest VARCHAR that every database supports (H2: 1,048,576). */
    public static final int MAX_LENGTH = 1 << 20;

    /** The longest string; 0 when there is no limit. */
    private final int length;

    /** Creates a type of strings of any length that a database supports. */
    public TextKind() {
        super("text", String.class);
        this.length = 0;
    }

    /** Creates a type of strings with at most this number of UTF-16 units. */
    public TextKind(int length) {
        super("varchar(" + length + ')', String.class);
        this.length = length;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    protected String normalised(String value) {
        if (length > 0 && value.length() > length) {
            throw new IllegalArgumentException(
                    Shown.quote(value) + " has " + value.length() + " characters; " + this + " accepts " + length);
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == 0) {
                throw new IllegalArgumentException(
                        Shown.quote(value) + " has a NUL character at index " + i + ", which PostgreSQL cannot store");
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < value.length()
                        && Character.isLowSurrogate(value.charAt(i + 1));
                if (!pair) {
                    throw new IllegalArgumentException(Shown.quote(value) + " has an unpaired surrogate at index " + i
                            + ", which UTF-8 cannot encode");
                }
                i++;
            }
        }
        return value;
    }

    /** Compares in the order of UTF-8 bytes. The order of UTF-16 units would put U+10000 and above before U+E000. */
    @Override
    public int compare(String a, String b) {
        int shared = Math.min(a.length(), b.length());
        for (int i = 0; i < shared; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                boolean leftPair = Character.isSurrogate(left);
                boolean rightPair = Character.isSurrogate(right);
                return leftPair == rightPair ? Character.compare(left, right) : leftPair ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /** Accepts any length and any characters. */
    @Override
    public String parse(String value) {
        return check(value);
    }

    @Override
    protected String parsed(String value) {
        return value;
    }

    @Override
    public String columnType(AxisDialect dialect) {
        return length == 0 ? dialect.textType() : "varchar(" + length + ')';
    }

    @Override
    public String ordered(String column, AxisDialect dialect) {
        return dialect.orderedText(column);
    }

    @Override
    public void bind(PreparedStatement statement, int at, String value, AxisDialect dialect) throws SQLException {
        statement.setString(at, value);
    }

    @Override
    public @Nullable String read(ResultSet row, int at, AxisDialect dialect) throws SQLException {
        return row.getString(at);
    }

    @Override
    public void write(BinaryFields row, String value) {
        row.textField(value);
    }
}
