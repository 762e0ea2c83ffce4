package io.holcstore.internal.codec;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.internal.bits.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The number type of raw values. Each value is read as a double without loss.
 *
 * @param kind 'f' floating point, 'i' signed, 'u' unsigned, 'b' boolean
 * @param width bytes of a value: 1, 2, 4 or 8
 */
record Dtype(char kind, int width, ByteOrder order) {
    static final Dtype FLOAT64 = new Dtype('f', 8, ByteOrder.LITTLE_ENDIAN);

    /**
     * Returns the type for a name as array libraries write it: {@code float64}, or byte order, kind and width as in
     * {@code <f8}, {@code >i4} and {@code |u1}.
     *
     * @throws ChunkFormatException when it is none of them
     */
    static Dtype parse(String name) {
        if (name.equals("float64")) {
            return FLOAT64;
        }
        String code =
                switch (name) {
                    case "float32" -> "<f4";
                    case "float16" -> "<f2";
                    case "int64" -> "<i8";
                    case "int32" -> "<i4";
                    case "int16" -> "<i2";
                    case "int8" -> "|i1";
                    case "uint64" -> "<u8";
                    case "uint32" -> "<u4";
                    case "uint16" -> "<u2";
                    case "uint8" -> "|u1";
                    case "bool" -> "|b1";
                    default -> name;
                };
        if (!code.matches("[<>](f[248]|[iu][1248]|b1)|\\|[iub]1")) {
            throw new ChunkFormatException(
                    "expected a dtype that this build reads (float64, float32, float16, int64, int32, int16, int8, uint64, uint32, uint16,"
                            + " uint8, bool, or one such as <f8 and >i4) but got '" + name + "'");
        }
        return new Dtype(
                code.charAt(1),
                code.charAt(2) - '0',
                code.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Reads the values {@code [from, to)} of {@code raw} to {@code dest} from {@code at} on.
     *
     * @throws ChunkFormatException when a value has no equal double
     */
    void read(byte[] raw, int from, int to, double[] dest, int at) {
        if (equals(FLOAT64)) {
            for (int i = from; i < to; i++) {
                dest[at + i - from] = Double.longBitsToDouble(Bytes.getLong(raw, i * 8));
            }
            return;
        }
        ByteBuffer buffer = ByteBuffer.wrap(raw).order(order);
        for (int i = from; i < to; i++) {
            int offset = i * width;
            dest[at + i - from] = switch (kind) {
                case 'f' -> floating(buffer, offset);
                case 'i' -> signed(buffer, offset);
                case 'u' -> unsigned(buffer, offset);
                default -> bool(buffer, offset);
            };
        }
    }

    private double floating(ByteBuffer buffer, int offset) {
        return switch (width) {
            case 8 -> buffer.getDouble(offset);
            case 4 -> buffer.getFloat(offset);
            default -> half(buffer.getShort(offset));
        };
    }

    private double signed(ByteBuffer buffer, int offset) {
        return switch (width) {
            case 8 -> {
                long value = buffer.getLong(offset);
                if (significantBits(Math.abs(value)) > 53) {
                    throw inexact(Long.toString(value));
                }
                yield value;
            }
            case 4 -> buffer.getInt(offset);
            case 2 -> buffer.getShort(offset);
            default -> buffer.get(offset);
        };
    }

    private double unsigned(ByteBuffer buffer, int offset) {
        return switch (width) {
            case 8 -> {
                long value = buffer.getLong(offset);
                if (significantBits(value) > 53) {
                    throw inexact(Long.toUnsignedString(value));
                }
                yield value >= 0 ? value : (value >>> 1) * 2.0;
            }
            case 4 -> Integer.toUnsignedLong(buffer.getInt(offset));
            case 2 -> Short.toUnsignedInt(buffer.getShort(offset));
            default -> Byte.toUnsignedInt(buffer.get(offset));
        };
    }

    private static double bool(ByteBuffer buffer, int offset) {
        byte value = buffer.get(offset);
        if (value < 0 || value > 1) {
            throw new ChunkFormatException("expected a boolean of 0 or 1 but got " + value);
        }
        return value;
    }

    /** Converts a half-precision number: 1 bit sign, 5 bits exponent, 10 bits fraction. */
    static double half(short bits) {
        int exponent = bits >>> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        double magnitude =
                switch (exponent) {
                    case 0 -> fraction * 0x1p-24;
                    case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
                    default -> (0x400 | fraction) * Math.scalb(1.0, exponent - 25);
                };
        return bits < 0 ? -magnitude : magnitude;
    }

    /** Returns the number of bits from the first to the last set bit of an unsigned number. A double has 53. */
    private static int significantBits(long value) {
        return Long.SIZE - Long.numberOfLeadingZeros(value) - Long.numberOfTrailingZeros(value);
    }

    private static ChunkFormatException inexact(String value) {
        return new ChunkFormatException("expected integers that a double represents exactly but got " + value
                + ": beyond 2^53, a double would lose bits");
    }
}
