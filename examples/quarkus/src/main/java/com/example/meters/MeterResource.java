package com.example.meters;

import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.time.TimeRange;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;

/** Months of meters as JSON. */
@Path("/meters")
public class MeterResource {
    private final ChunkStore loads;

    MeterResource(ChunkStore loads) {
        this.loads = loads;
    }

    /** A value for each quarter of an hour; null where there is none. */
    @GET
    @Path("/{meter}/months/{month}")
    public List<Double> month(String meter, String month) {
        TimeRange range = TimeRange.month(YearMonth.parse(month), loads.zone());
        Series series = loads.readDense(loads.key(meter), range);
        Double[] values = new Double[series.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.isNaN(series.valueAt(i)) ? null : series.valueAt(i);
        }
        return Arrays.asList(values);
    }
}
