package io.holcstore.series;

import java.time.Instant;
import java.util.AbstractList;
import java.util.RandomAccess;

/** The points of a series as a list that creates each sample when it is read. */
final class SampleList extends AbstractList<Sample> implements RandomAccess {
    private final Series series;

    SampleList(Series series) {
        this.series = series;
    }

    @Override
    public Sample get(int index) {
        return new Sample(Instant.ofEpochMilli(series.epochMillisAt(index)), series.valueAt(index));
    }

    @Override
    public int size() {
        return series.size();
    }
}
