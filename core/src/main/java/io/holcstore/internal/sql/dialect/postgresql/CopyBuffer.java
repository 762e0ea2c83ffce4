package io.holcstore.internal.sql.dialect.postgresql;

import io.holcstore.internal.axis.BinaryFields;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * Encodes fields in PostgreSQL's binary form, big-endian: integers, booleans as one byte, dates as days and instants as
 * microseconds since 2000-01-01 UTC, numerics in base 10000 (the server's {@code numeric_recv}), text as UTF-8.
 */
final class CopyBuffer implements BinaryFields {
    private static final LocalDate EPOCH_DAY = LocalDate.of(2000, 1, 1);
    private static final long EPOCH_MILLIS = 946_684_800_000L;
    private static final long EPOCH_SECOND = EPOCH_MILLIS / 1000;
    private static final BigInteger NUMERIC_BASE = BigInteger.valueOf(10_000);
    private static final int NUMERIC_DIGITS = 4;

    private ByteBuffer buffer;

    CopyBuffer(int capacity) {
        buffer = ByteBuffer.allocate(capacity);
    }

    byte[] array() {
        return buffer.array();
    }

    int size() {
        return buffer.position();
    }

    void clear() {
        buffer.clear();
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            int needed = Math.addExact(buffer.position(), bytes);
            int doubled = (int) Math.min(2L * buffer.capacity(), Integer.MAX_VALUE - 8L);
            byte[] grown = Arrays.copyOf(buffer.array(), Math.max(needed, doubled));
            buffer = ByteBuffer.wrap(grown).position(buffer.position());
        }
        return buffer;
    }

    void bytes(byte[] bytes) {
        room(bytes.length).put(bytes);
    }

    void int2(int value) {
        room(2).putShort((short) value);
    }

    @Override
    public void int2Field(int value) {
        room(6).putInt(2).putShort((short) value);
    }

    @Override
    public void int4Field(int value) {
        room(8).putInt(4).putInt(value);
    }

    @Override
    public void int8Field(long value) {
        room(12).putInt(8).putLong(value);
    }

    void nullField() {
        room(4).putInt(-1);
    }

    void float8Field(double value) {
        int8Field(Double.doubleToLongBits(value));
    }

    void instantField(long epochMillis) {
        int8Field((epochMillis - EPOCH_MILLIS) * 1000);
    }

    @Override
    public void textField(String text) {
        bytesField(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void bytesField(byte[] bytes) {
        room(4 + bytes.length).putInt(bytes.length).put(bytes);
    }

    @Override
    public void booleanField(boolean value) {
        room(5).putInt(1).put((byte) (value ? 1 : 0));
    }

    @Override
    public void uuidField(long high, long low) {
        room(20).putInt(16).putLong(high).putLong(low);
    }

    @Override
    public void dayField(LocalDate day) {
        int4Field(Math.toIntExact(ChronoUnit.DAYS.between(EPOCH_DAY, day)));
    }

    @Override
    public void instantField(Instant instant) {
        int8Field(micros(instant));
    }

    /** Computes microseconds without ChronoUnit.MICROS, whose intermediate nanoseconds overflow after 292 years. */
    private static long micros(Instant instant) {
        return (instant.getEpochSecond() - EPOCH_SECOND) * 1_000_000 + instant.getNano() / 1000;
    }

    /**
     * Writes digits in base 10000. The first has the weight 10000^weight; the decimal point is between the weights 0
     * and -1.
     */
    @Override
    public void decimalField(BigDecimal value) {
        int fraction = (value.scale() + NUMERIC_DIGITS - 1) / NUMERIC_DIGITS; // base-10000 digits after the point
        BigInteger rest = value.abs().setScale(fraction * NUMERIC_DIGITS).unscaledValue();
        short[] digits = new short[value.precision() / NUMERIC_DIGITS + fraction + 2];
        int first = digits.length;
        while (rest.signum() != 0) {
            BigInteger[] parts = rest.divideAndRemainder(NUMERIC_BASE);
            digits[--first] = parts[1].shortValueExact();
            rest = parts[0];
        }
        int count = digits.length - first;
        room(12 + 2 * count)
                .putInt(8 + 2 * count)
                .putShort((short) count)
                .putShort((short) (count == 0 ? 0 : count - fraction - 1))
                .putShort((short) (value.signum() < 0 ? 0x4000 : 0))
                .putShort((short) value.scale());
        for (int i = first; i < digits.length; i++) {
            buffer.putShort(digits[i]);
        }
    }
}
