package io.holcstore.internal.files.parquet;

import org.jspecify.annotations.Nullable;

/** Reads values that are numbers of a dictionary. */
public final class DictionaryValues implements Values {
    /** The dictionary of a column, which has either numbers or bytes. */
    public static final class Dictionary {
        private final long @Nullable [] numbers;
        private final byte @Nullable [][] binaries;

        private Dictionary(long @Nullable [] numbers, byte @Nullable [][] binaries) {
            this.numbers = numbers;
            this.binaries = binaries;
        }

        /** Reads the values of a dictionary. */
        public static Dictionary read(Values values, boolean binary, int count) {
            if (binary) {
                byte[][] all = new byte[count][];
                values.read(all, count);
                return new Dictionary(null, all);
            }
            long[] all = new long[count];
            values.read(all, count);
            return new Dictionary(all, null);
        }
    }

    private final Dictionary dictionary;
    private final HybridDecoder decoder;
    private int[] ids = {};

    public DictionaryValues(PageBytes in, Dictionary dictionary) {
        this.dictionary = dictionary;
        this.decoder = new HybridDecoder(in, in.left() == 0 ? 0 : in.octet());
    }

    @Override
    public void read(long[] out, int count) {
        long[] all = dictionary.numbers;
        if (all == null) {
            Values.super.read(out, count);
            return;
        }
        ids(count, all.length);
        for (int i = 0; i < count; i++) {
            out[i] = all[ids[i]];
        }
    }

    @Override
    public void read(byte[][] out, int count) {
        byte[][] all = dictionary.binaries;
        if (all == null) {
            Values.super.read(out, count);
            return;
        }
        ids(count, all.length);
        for (int i = 0; i < count; i++) {
            out[i] = all[ids[i]];
        }
    }

    private void ids(int count, int size) {
        if (ids.length < count) {
            ids = new int[count];
        }
        decoder.read(ids, count);
        for (int i = 0; i < count; i++) {
            if (ids[i] < 0 || ids[i] >= size) {
                throw new Damage("a page has the value " + ids[i] + " of a dictionary of " + size);
            }
        }
    }
}
