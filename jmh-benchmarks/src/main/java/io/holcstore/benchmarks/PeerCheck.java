package io.holcstore.benchmarks;

import io.holcstore.series.Series;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares what a peer answers with the series that were loaded into it, and fails if it is anything else. */
final class PeerCheck {
    private final PeerName name;
    private final List<Series> values;
    private final List<List<Series>> late;

    private PeerCheck(PeerBenchmark.Input input) {
        name = input.peer;
        values = input.values;
        late = input.late;
    }

    static PeerCheck of(PeerBenchmark.Input input) {
        return new PeerCheck(input);
    }

    /** Checks the answers that a benchmark is about to measure. */
    void answers(Peer peer, String benchmark) throws Exception {
        switch (benchmark) {
            case "readSeries" -> series(peer);
            case "readMonth" -> month(peer);
            case "stream" -> stream(peer);
            case "merge" -> merge(peer);
            case "months" -> totals(peer, Bucket.MONTH);
            case "days" -> totals(peer, Bucket.DAY);
            case "last" -> last(peer);
            default -> throw new IllegalArgumentException("nothing is known of " + benchmark);
        }
    }

    private void series(Peer peer) throws Exception {
        Series actual = peer.read(0, Workload.YEARS, Workload.POINTS);
        equal(values.get(0), 0, actual, 0, Workload.POINTS);
    }

    private void month(Peer peer) throws Exception {
        int i = values.size() - 1;
        Series actual = peer.read(i, Workload.MONTH, Workload.MONTH_POINTS);
        int from = 0;
        while (values.get(i).epochMillisAt(from) < Workload.MONTH.startMillis()) {
            from++;
        }
        equal(values.get(i), from, actual, 0, Workload.MONTH_POINTS);
    }

    void stream(Peer peer) throws Exception {
        Digest expected = new Digest();
        for (Series each : values) {
            for (int p = 0; p < each.size(); p++) {
                expected.expect(each.epochMillisAt(p), each.valueAt(p));
            }
        }
        Digest actual = new Digest();
        peer.stream(actual);
        expected.check("all points of " + name, actual);
    }

    /** The later of two merges counts, and no point is twice there. */
    private void merge(Peer peer) throws Exception {
        peer.merge(late.get(0));
        peer.merge(late.get(1));
        for (int i = 0; i < values.size(); i += Math.max(1, values.size() - 1)) {
            Series actual = peer.read(i, Workload.YEARS, Workload.POINTS);
            int from = Workload.POINTS - Workload.LATE_POINTS;
            equal(late.get(1).get(i), 0, actual, from, Workload.LATE_POINTS);
            equal(values.get(i), 0, actual, 0, from);
        }
    }

    private void totals(Peer peer, Bucket bucket) throws Exception {
        Digest expected = new Digest();
        for (Series each : values) {
            Map<LocalDate, Double> sums = new TreeMap<>();
            for (int p = 0; p < each.size(); p++) {
                LocalDate day = Instant.ofEpochMilli(each.epochMillisAt(p))
                        .atZone(Workload.ZONE)
                        .toLocalDate();
                sums.merge(bucket == Bucket.DAY ? day : day.withDayOfMonth(1), each.valueAt(p), Double::sum);
            }
            sums.forEach((start, sum) -> expected.expect(
                    start.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli(), sum));
        }
        Digest actual = new Digest();
        peer.totals(bucket, actual);
        expected.check("the totals by " + bucket + " of " + name, actual);
    }

    private void last(Peer peer) throws Exception {
        Digest expected = new Digest();
        for (Series each : values) {
            expected.expect(each.epochMillisAt(each.size() - 1), each.valueAt(each.size() - 1));
        }
        Digest actual = new Digest();
        peer.last(actual);
        expected.check("the last values of " + name, actual);
    }

    private void equal(Series expected, int from, Series actual, int actualFrom, int count) {
        for (int p = 0; p < count; p++) {
            long time = expected.epochMillisAt(from + p);
            double value = expected.valueAt(from + p);
            if (time != actual.epochMillisAt(actualFrom + p) || value != actual.valueAt(actualFrom + p)) {
                throw new IllegalStateException("expected of " + name + " the value " + value + " at "
                        + Instant.ofEpochMilli(time) + " but got " + actual.valueAt(actualFrom + p) + " at "
                        + Instant.ofEpochMilli(actual.epochMillisAt(actualFrom + p)));
            }
        }
    }
}
