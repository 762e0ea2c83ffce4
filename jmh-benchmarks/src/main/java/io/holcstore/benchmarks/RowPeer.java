package io.holcstore.benchmarks;

import io.holcstore.series.Series;
import io.holcstore.testkit.FreshDatabase;
import io.holcstore.time.TimeRange;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A table with one row a point in a database of SQL. */
final class RowPeer implements Peer {
    private final Database database;
    private final FreshDatabase fresh;
    private final RowPerPointTable table;
    private int series;

    RowPeer(Database database) throws SQLException {
        this.database = database;
        fresh = database.fresh();
        table = new RowPerPointTable(database);
        try (Connection connection = fresh.unpooled().getConnection()) {
            table.create(connection);
        }
    }

    @Override
    public void load(List<Series> all) throws SQLException {
        series = all.size();
        try (Connection connection = fresh.dataSource().getConnection()) {
            table.load(connection, all);
        }
    }

    @Override
    public void settle() throws SQLException {
        database.settle(fresh);
    }

    @Override
    public long bytes() throws SQLException, IOException {
        return database.bytes(fresh, List.of("points"));
    }

    @Override
    public Series read(int i, TimeRange range, int expected) throws SQLException {
        try (Connection connection = fresh.dataSource().getConnection()) {
            return table.read(connection, i, range.start(), range.end(), expected);
        }
    }

    @Override
    public void stream(Digest into) throws SQLException {
        try (Connection connection = fresh.dataSource().getConnection()) {
            table.stream(connection, into);
        }
    }

    @Override
    public void merge(List<Series> late) throws SQLException {
        try (Connection connection = fresh.dataSource().getConnection()) {
            table.merge(connection, late);
        }
    }

    @Override
    public void totals(Bucket bucket, Digest into) throws SQLException {
        try (Connection connection = fresh.dataSource().getConnection()) {
            table.totals(connection, bucket, into);
        }
    }

    @Override
    public void last(Digest into) throws SQLException {
        try (Connection connection = fresh.dataSource().getConnection()) {
            table.last(connection, series, into);
        }
    }

    @Override
    public void close() {
        fresh.close();
    }
}
