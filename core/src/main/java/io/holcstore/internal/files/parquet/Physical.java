package io.holcstore.internal.files.parquet;

/** How the values of a column are stored. */
public enum Physical {
    BOOLEAN(0, 0),
    INT32(1, Integer.BYTES),
    INT64(2, Long.BYTES),
    INT96(3, 12),
    FLOAT(4, Float.BYTES),
    DOUBLE(5, Double.BYTES),
    BYTE_ARRAY(6, 0),
    FIXED_LEN_BYTE_ARRAY(7, 0);

    private static final Physical[] ALL = values();

    /** Its number in files. */
    public final int number;

    /** The bytes of a value; 0 where they differ or are less than one. */
    public final int width;

    Physical(int number, int width) {
        this.number = number;
        this.width = width;
    }

    public static Physical of(int number) {
        if (number < 0 || number >= ALL.length) {
            throw new Damage("a column has the unknown type " + number);
        }
        return ALL[number];
    }

    /** Whether values are bytes, and not numbers of at most 64 bits. */
    public boolean isBinary() {
        return this == INT96 || this == BYTE_ARRAY || this == FIXED_LEN_BYTE_ARRAY;
    }
}
