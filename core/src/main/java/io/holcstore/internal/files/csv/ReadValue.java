package io.holcstore.internal.files.csv;

import io.holcstore.key.SeriesKey;

/** A value of a file and its position. */
public record ReadValue(String file, long line, SeriesKey key, long epochMillis, double value) {}
