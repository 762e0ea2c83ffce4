package io.holcstore.internal.files.parquet;

/** The physical type of a column: how its values are stored. */
public enum PhysicalType {
    BOOLEAN(0, 0),
    INT32(1, Integer.BYTES),
    INT64(2, Long.BYTES),
    INT96(3, 12),
    FLOAT(4, Float.BYTES),
    DOUBLE(5, Double.BYTES),
    BYTE_ARRAY(6, 0),
    FIXED_LEN_BYTE_ARRAY(7, 0);

    private static final PhysicalType[] ALL = values();

    /** Its number in files. */
    public final int number;

    /** The bytes of a value; 0 for types whose values differ in length or are shorter than a byte. */
    public final int width;

    PhysicalType(int number, int width) {
        this.number = number;
        this.width = width;
    }

    public static PhysicalType of(int number) {
        if (number < 0 || number >= ALL.length) {
            throw new Damage("a column has the unknown type " + number);
        }
        return ALL[number];
    }

    /** Returns whether values are arrays of bytes instead of numbers of at most 64 bits. */
    public boolean isBinary() {
        return this == INT96 || this == BYTE_ARRAY || this == FIXED_LEN_BYTE_ARRAY;
    }
}
