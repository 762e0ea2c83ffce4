package io.holcstore.benchmarks;

import io.holcstore.series.Series;
import java.util.List;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBWritableVector;

/**
 * The points of series as a table function of DuckDB, which fills columns chunk by chunk: several times as fast as
 * its appender. Columns: version, the number of the kind (0 or 1), microseconds, reading.
 */
final class DuckDbRows implements DuckDBTableFunction<List<Series>, DuckDbRows.Position, Object> {
    /** How far a query has read. */
    static final class Position {
        private final List<Series> series;
        private int i;
        private int p;

        Position(List<Series> series) {
            this.series = series;
        }
    }

    private List<Series> series = List.of();

    /** What the next query reads. */
    void give(List<Series> next) {
        series = next;
    }

    @Override
    public List<Series> bind(DuckDBTableFunctionBindInfo info) throws Exception {
        info.addResultColumn("version", DuckDBColumnType.INTEGER);
        info.addResultColumn("kind", DuckDBColumnType.INTEGER);
        info.addResultColumn("micros", DuckDBColumnType.BIGINT);
        info.addResultColumn("reading", DuckDBColumnType.DOUBLE);
        return series;
    }

    @Override
    public Position init(DuckDBTableFunctionInitInfo info) {
        return new Position(series);
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter out) throws Exception {
        Position at = info.<Position>getInitData();
        if (at.i == at.series.size()) {
            return 0;
        }
        Series each = at.series.get(at.i);
        int rows = (int) Math.min(out.capacity(), each.size() - at.p);
        DuckDBWritableVector version = out.vector(0);
        DuckDBWritableVector kind = out.vector(1);
        DuckDBWritableVector micros = out.vector(2);
        DuckDBWritableVector reading = out.vector(3);
        for (int row = 0; row < rows; row++) {
            version.setInt(row, Workload.version(at.i));
            kind.setInt(row, at.i % 2);
            micros.setLong(row, each.epochMillisAt(at.p + row) * 1000);
            reading.setDouble(row, each.valueAt(at.p + row));
        }
        at.p += rows;
        if (at.p == each.size()) {
            at.i++;
            at.p = 0;
        }
        return rows;
    }
}
