package io.holcstore.internal.files.csv;

import io.holcstore.key.SeriesKey;

/** A value of a file, and where it stands. */
public record ReadValue(String file, long line, SeriesKey key, long epochMillis, double value) {}
