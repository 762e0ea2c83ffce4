package io.holcstore.internal.files.parquet.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holcstore.internal.files.parquet.Column;
import io.holcstore.internal.files.parquet.Damage;
import io.holcstore.internal.files.parquet.LogicalType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns stored values into the Java values that they stand for. */
final class Natural {
    private static final int NANOS = 1_000_000_000;
    private static final int JULIAN_EPOCH = 2_440_588; // the Julian day of 1970-01-01
    private static final int LONGEST_DECIMAL = 416; // bytes of 1,000 digits
    private static final long SECONDS_OF_DAY = 86_400;

    private Natural() {}

    /**
     * Returns the value of a row: a {@link Boolean}, {@link Long}, {@link BigInteger}, {@link Float}, {@link Double},
     * {@link BigDecimal}, {@link String}, {@link UUID}, {@link LocalDate}, {@link Instant}, {@link LocalDateTime} or an
     * array of bytes.
     */
    static @Nullable Object of(Column column, ColumnBatch batch, int row) {
        if (batch.isNull(row)) {
            return null;
        }
        return column.type().isBinary() ? of(column, batch.binaries[row]) : of(column, batch.numbers[row]);
    }

    private static Object of(Column column, long stored) {
        LogicalType logical = column.logical();
        return switch (logical.kind()) {
            case DECIMAL -> BigDecimal.valueOf(stored, logical.scale());
            case DATE -> LocalDate.ofEpochDay(stored);
            case TIMESTAMP -> timestamp(logical, stored);
            case INTEGER -> logical.signed() ? (Object) stored : unsigned(logical, stored);
            default ->
                switch (column.type()) {
                    case BOOLEAN -> stored != 0;
                    case FLOAT -> Float.intBitsToFloat((int) stored);
                    case DOUBLE -> Double.longBitsToDouble(stored);
                    default -> stored;
                };
        };
    }

    private static Object unsigned(LogicalType logical, long stored) {
        return logical.bits() < Long.SIZE || stored >= 0
                ? (Object) (logical.bits() < Long.SIZE ? stored & ((1L << logical.bits()) - 1) : stored)
                : new BigInteger(Long.toUnsignedString(stored));
    }

    private static Object timestamp(LogicalType logical, long stored) {
        Instant instant =
                switch (logical.unit()) {
                    case MILLIS -> Instant.ofEpochMilli(stored);
                    case MICROS -> instant(stored, 1_000_000);
                    default -> instant(stored, NANOS);
                };
        return logical.utc() ? instant : LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Instant instant(long stored, int perSecond) {
        return Instant.ofEpochSecond(
                Math.floorDiv(stored, (long) perSecond), Math.floorMod(stored, (long) perSecond) * (NANOS / perSecond));
    }

    private static Object of(Column column, byte[] stored) {
        return switch (column.logical().kind()) {
            case DECIMAL -> new BigDecimal(unscaled(stored), column.logical().scale());
            case UUID -> uuid(stored);
            case FLOAT16 -> half(stored);
            case TEXT -> text(column, stored);
            default ->
                switch (column.type()) {
                    case INT96 -> int96(stored);
                    case BYTE_ARRAY -> text(column, stored); // older writers say nothing of their texts
                    default -> stored;
                };
        };
    }

    private static BigInteger unscaled(byte[] stored) {
        if (stored.length > LONGEST_DECIMAL) {
            throw new Damage("a decimal has " + stored.length + " bytes");
        }
        return stored.length == 0 ? BigInteger.ZERO : new BigInteger(stored);
    }

    private static String text(Column column, byte[] stored) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(stored)).toString();
        } catch (CharacterCodingException e) {
            throw new Damage("column " + column.name() + " has bytes that are not a text in UTF-8", e);
        }
    }

    static UUID uuid(byte[] stored) {
        Damage.require(2 * Long.BYTES, stored.length, "a UUID");
        ByteBuffer bytes = ByteBuffer.wrap(stored);
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static Instant int96(byte[] stored) {
        ByteBuffer bytes = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN);
        long nanos = bytes.getLong();
        long day = Integer.toUnsignedLong(bytes.getInt()) - JULIAN_EPOCH;
        return Instant.ofEpochSecond(day * SECONDS_OF_DAY, nanos);
    }

    private static float half(byte[] stored) {
        Damage.require(Short.BYTES, stored.length, "a number");
        int bits = ((stored[1] & 0xff) << 8) | (stored[0] & 0xff);
        int exponent = (bits >>> 10) & 0x1f;
        int fraction = bits & 0x3ff;
        float size = exponent == 0
                ? fraction * 0x1p-24f
                : exponent == 0x1f
                        ? fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN
                        : Float.intBitsToFloat(((exponent + 112) << 23) | (fraction << 13));
        return bits >>> 15 == 0 ? size : -size;
    }
}
