package com.example.meters;

import io.holcstore.aggregate.Buckets;
import io.holcstore.key.KeyFilter;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.time.TimeRange;
import java.time.Instant;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Months of meters, and totals of all meters, as JSON. */
@RestController
public class MeterController {
    private final ChunkStore loads;

    MeterController(ChunkStore loads) {
        this.loads = loads;
    }

    /**
     * A month.
     *
     * @param start the first quarter of an hour
     * @param kwh a value for each quarter of an hour; null where there is none
     */
    public record Month(Instant start, int stepSeconds, Double[] kwh) {}

    @GetMapping("/meters/{meter}/months/{month}")
    Month month(@PathVariable String meter, @PathVariable YearMonth month) {
        TimeRange range = TimeRange.month(month, loads.zone());
        Series series = loads.readDense(loads.key(meter), range);
        Double[] values = new Double[series.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.isNaN(series.valueAt(i)) ? null : series.valueAt(i);
        }
        return new Month(range.start(), 900, values);
    }

    /** The sum of all meters for each month of a year. */
    @GetMapping("/totals/{year}")
    Map<YearMonth, Double> totals(@PathVariable int year) {
        Buckets months = loads.aggregate(KeyFilter.all(), TimeRange.year(year, loads.zone()))
                .across()
                .by("1month");
        Map<YearMonth, Double> totals = new LinkedHashMap<>();
        for (int i = 0; i < months.size(); i++) {
            Instant start = Instant.ofEpochMilli(months.sum().epochMillisAt(i));
            totals.put(YearMonth.from(start.atZone(loads.zone())), months.sum().valueAt(i));
        }
        return totals;
    }
}
