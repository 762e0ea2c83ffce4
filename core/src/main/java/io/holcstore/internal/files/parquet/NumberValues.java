package io.holcstore.internal.files.parquet;

/** Reads values that are numbers, by their encoding. */
public final class NumberValues {
    private NumberValues() {}

    public static Values plain(PageBytes in, PhysicalType type) {
        return switch (type) {
            case BOOLEAN -> new Bits(in);
            case INT32, FLOAT -> new Plain32(in);
            default -> new Plain64(in);
        };
    }

    /** Reads differences of INT32 or INT64. */
    public static Values delta(PageBytes in, PhysicalType type) {
        DeltaDecoder decoder = new DeltaDecoder(in);
        boolean narrow = type == PhysicalType.INT32;
        return new Values() {
            @Override
            public void read(long[] out, int count) {
                decoder.read(out, count);
                for (int i = 0; narrow && i < count; i++) {
                    out[i] = (int) out[i]; // differences of 32 bits wrap around
                }
            }
        };
    }

    /** Reads runs of BOOLEAN. */
    public static Values runs(PageBytes in) {
        HybridDecoder decoder = new HybridDecoder(in.part(in.int32(), "a page"), 1);
        return new Values() {
            @Override
            public void read(long[] out, int count) {
                int[] bits = new int[count];
                decoder.read(bits, count);
                for (int i = 0; i < count; i++) {
                    out[i] = bits[i];
                }
            }
        };
    }

    /** Reads numbers of 4 or 8 bytes: first the first bytes of all numbers, then the second bytes, and so on. */
    public static Values split(PageBytes in, int width) {
        int all = in.left() / width;
        return new Values() {
            private int next;

            @Override
            public void read(long[] out, int count) {
                Damage.require(count, all - next, "a page");
                for (int i = 0; i < count; i++, next++) {
                    long value = 0;
                    for (int part = 0; part < width; part++) {
                        value |= (in.array[in.at + part * all + next] & 0xffL) << (Byte.SIZE * part);
                    }
                    out[i] = width == Integer.BYTES ? (int) value : value;
                }
            }
        };
    }

    private static final class Bits implements Values {
        private final PageBytes in;
        private int next;

        Bits(PageBytes in) {
            this.in = in;
        }

        @Override
        public void read(long[] out, int count) {
            Damage.require((next + (long) count + Byte.SIZE - 1) / Byte.SIZE, in.left(), "a page");
            for (int i = 0; i < count; i++) {
                out[i] = in.bits(in.at, next++, 1);
            }
        }
    }

    private record Plain32(PageBytes in) implements Values {
        @Override
        public void read(long[] out, int count) {
            Damage.require((long) count * Integer.BYTES, in.left(), "a page");
            for (int i = 0; i < count; i++) {
                out[i] = PageBytes.int32(in.array, in.at + i * Integer.BYTES);
            }
            in.at += count * Integer.BYTES;
        }
    }

    private record Plain64(PageBytes in) implements Values {
        @Override
        public void read(long[] out, int count) {
            Damage.require((long) count * Long.BYTES, in.left(), "a page");
            for (int i = 0; i < count; i++) {
                out[i] = PageBytes.int64(in.array, in.at + i * Long.BYTES);
            }
            in.at += count * Long.BYTES;
        }
    }
}
