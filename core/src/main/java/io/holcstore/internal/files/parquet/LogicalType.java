package io.holcstore.internal.files.parquet;

import java.time.temporal.ChronoUnit;

/**
 * The logical type of a column: what its stored values stand for.
 *
 * @param unit of times
 * @param utc whether a timestamp is an instant, and not a local time
 * @param scale of decimals
 * @param precision of decimals
 * @param bits of integers
 * @param signed of integers
 */
public record LogicalType(Kind kind, ChronoUnit unit, boolean utc, int scale, int precision, int bits, boolean signed) {
    /** The kinds of types that this library tells apart. */
    public enum Kind {
        PLAIN,
        TEXT,
        DECIMAL,
        DATE,
        TIMESTAMP,
        INTEGER,
        UUID,
        FLOAT16,
        /** Of columns without any value. */
        NULL,
        OTHER
    }

    public static final LogicalType PLAIN = of(Kind.PLAIN);
    public static final LogicalType TEXT = of(Kind.TEXT);
    public static final LogicalType DATE = of(Kind.DATE);
    public static final LogicalType UUID = of(Kind.UUID);
    public static final LogicalType INSTANT = timestamp(ChronoUnit.MICROS, true);
    public static final LogicalType INT16 = integer(16, true);

    private static final int CONVERTED_TIMESTAMP_MICROS = 10;
    private static final int CONVERTED_INT_16 = 16;
    private static final int MOST_DIGITS = 1_000;

    private static LogicalType of(Kind kind) {
        return new LogicalType(kind, ChronoUnit.FOREVER, false, 0, 0, 0, true);
    }

    private static LogicalType timestamp(ChronoUnit unit, boolean utc) {
        return new LogicalType(Kind.TIMESTAMP, unit, utc, 0, 0, 0, true);
    }

    private static LogicalType integer(int bits, boolean signed) {
        return new LogicalType(Kind.INTEGER, ChronoUnit.FOREVER, false, 0, 0, bits, signed);
    }

    public static LogicalType decimal(int precision, int scale) {
        return new LogicalType(Kind.DECIMAL, ChronoUnit.FOREVER, false, scale, precision, 0, true);
    }

    /** Reads the logical type of a schema element, or else its older converted type. */
    public static LogicalType read(ThriftStruct element) {
        if (element.has(10)) {
            return logical(element.struct(10));
        }
        if (!element.has(6)) {
            return PLAIN;
        }
        return switch (element.integer(6)) {
            case 0, 4, 19 -> TEXT; // UTF8, ENUM, JSON
            case 5 -> readDecimal(element.integer(8, 0), element.integer(7, 0));
            case 6 -> DATE;
            case 9 -> timestamp(ChronoUnit.MILLIS, true);
            case 10 -> timestamp(ChronoUnit.MICROS, true);
            case 11 -> integer(8, false);
            case 12 -> integer(16, false);
            case 13 -> integer(32, false);
            case 14 -> integer(64, false);
            case 15 -> integer(8, true);
            case 16 -> INT16;
            case 17 -> integer(32, true);
            case 18 -> integer(64, true);
            default -> of(Kind.OTHER);
        };
    }

    private static LogicalType logical(ThriftStruct union) {
        int kind = union.only();
        return switch (kind) {
            case 1, 4, 12 -> TEXT; // STRING, ENUM, JSON
            case 5 ->
                readDecimal(union.struct(kind).integer(2), union.struct(kind).integer(1));
            case 6 -> DATE;
            case 8 ->
                timestamp(unit(union.struct(kind).struct(2)), union.struct(kind).flag(1, false));
            case 10 -> integer(union.struct(kind).integer(1), union.struct(kind).flag(2, true));
            case 11 -> of(Kind.NULL);
            case 14 -> UUID;
            case 15 -> of(Kind.FLOAT16);
            default -> of(Kind.OTHER);
        };
    }

    private static LogicalType readDecimal(int precision, int scale) {
        if (scale < 0 || scale > precision || precision > MOST_DIGITS) {
            throw new Damage("a decimal has " + precision + " digits, and " + scale + " of them after its point");
        }
        return decimal(precision, scale);
    }

    private static ChronoUnit unit(ThriftStruct union) {
        return switch (union.only()) {
            case 1 -> ChronoUnit.MILLIS;
            case 2 -> ChronoUnit.MICROS;
            case 3 -> ChronoUnit.NANOS;
            default -> throw new Damage("a timestamp has an unknown unit");
        };
    }

    /** Writes the fields of a schema element from the converted type on, for the types that exports use. */
    public void write(ThriftWriter out) {
        switch (kind) {
            case TEXT -> out.int32(6, 0).struct(10).empty(1).end();
            case DECIMAL ->
                out.int32(6, 5)
                        .int32(7, scale)
                        .int32(8, precision)
                        .struct(10)
                        .struct(5)
                        .int32(1, scale)
                        .int32(2, precision)
                        .end()
                        .end();
            case DATE -> out.int32(6, 6).struct(10).empty(6).end();
            case TIMESTAMP ->
                out.int32(6, CONVERTED_TIMESTAMP_MICROS)
                        .struct(10)
                        .struct(8)
                        .flag(1, true)
                        .struct(2)
                        .empty(2)
                        .end()
                        .end()
                        .end();
            case INTEGER ->
                out.int32(6, CONVERTED_INT_16)
                        .struct(10)
                        .struct(10)
                        .int8(1, bits)
                        .flag(2, signed)
                        .end()
                        .end();
            case UUID -> out.struct(10).empty(14).end();
            default -> {
                // no fields
            }
        }
    }
}
