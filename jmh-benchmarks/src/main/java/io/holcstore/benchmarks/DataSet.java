package io.holcstore.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A series that codecs are measured on. */
final class DataSet {
    private static final int DAYS = 31;

    private final String name;
    private final int slotsPerDay;
    private final boolean meter;
    private final double[] values;

    DataSet(String name, int slotsPerDay, boolean meter, double[] values) {
        this.name = name;
        this.slotsPerDay = slotsPerDay;
        this.meter = meter;
        this.values = values;
    }

    /** As the {@code set} of a benchmark. */
    String name() {
        return name;
    }

    int slotsPerDay() {
        return slotsPerDay;
    }

    /**
     * Whether these are whole watts or kWh of a few decimals, as meters count them; for such data the codec is made in
     * the first place.
     */
    boolean meter() {
        return meter;
    }

    int size() {
        return values.length;
    }

    /** The values of 31 days: a chunk of a month. */
    int month() {
        return DAYS * slotsPerDay;
    }

    /** The values (NaN where there is none) in chunks, the last one shorter unless they come out even. */
    List<double[]> chunks(int points) {
        List<double[]> chunks = new ArrayList<>();
        for (int from = 0; from < values.length; from += points) {
            chunks.add(Arrays.copyOfRange(values, from, Math.min(values.length, from + points)));
        }
        return chunks;
    }
}
