package io.holcstore.internal.files.parquet;

/**
 * A column of a file that is not nested.
 *
 * @param index its place among all columns, nested ones included
 * @param width the bytes of a value of fixed length
 * @param optional whether values may be absent
 */
public record Column(int index, String name, PhysicalType type, int width, LogicalType logical, boolean optional) {}
