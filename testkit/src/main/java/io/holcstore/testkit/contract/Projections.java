package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.PARIS;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.aggregate.FilterAggregation;
import io.holcstore.internal.projection.SqlProjection;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.projection.Projection;
import io.holcstore.projection.ProjectionResult;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.ProjectedRows;
import io.holcstore.time.TimeRange;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.SortedSet;
import javax.sql.DataSource;

/** Projections of every kind of one store of load curves, each with the rows that it should have. */
enum Projections {
    DAYS {
        @Override
        Projection of(ChunkStore store) {
            return named(store).by("1d").filter(filter());
        }

        @Override
        KeyFilter filter() {
            return KIND.is("base");
        }

        @Override
        void expect(ChunkStore store, ProjectedRows rows) {
            all(store).by("1d").forEach(rows::add);
        }
    },
    WEEKS {
        @Override
        Projection of(ChunkStore store) {
            return named(store).by("1week");
        }

        @Override
        void expect(ChunkStore store, ProjectedRows rows) {
            all(store).by("1week").forEach(rows::add);
        }
    },
    MONTHS {
        @Override
        Projection of(ChunkStore store) {
            return named(store).by("1month");
        }

        @Override
        void expect(ChunkStore store, ProjectedRows rows) {
            all(store).by("1month").forEach(rows::add);
        }
    },
    FISCAL_YEARS {
        @Override
        Projection of(ChunkStore store) {
            return named(store).by("1year").yearStart(MonthDay.of(4, 1)).in(zone());
        }

        @Override
        ZoneId zone() {
            return ZoneId.of("Europe/London");
        }

        @Override
        void expect(ChunkStore store, ProjectedRows rows) {
            all(store).in(zone()).yearStart(MonthDay.of(4, 1)).by("1year").forEach(rows::add);
        }
    },
    GAS_DAYS {
        @Override
        Projection of(ChunkStore store) {
            return named(store).by("12h").dayStart(dayStart());
        }

        @Override
        LocalTime dayStart() {
            return LocalTime.of(6, 0);
        }

        @Override
        void expect(ChunkStore store, ProjectedRows rows) {
            all(store).dayStart(dayStart()).by("12h").forEach(rows::add);
        }
    },
    GROUPS {
        @Override
        Projection of(ChunkStore store) {
            return named(store).by("1d").across(KIND);
        }

        @Override
        void expect(ChunkStore store, ProjectedRows rows) {
            all(store).across(KIND).by("1d").forEach(rows::addGroup);
        }
    },
    GROUPS_OF_TWO_AXES {
        @Override
        Projection of(ChunkStore store) {
            return named(store).by("1week").across(KIND, VERSION);
        }

        @Override
        void expect(ChunkStore store, ProjectedRows rows) {
            all(store).across(KIND, VERSION).by("1week").forEach(rows::addGroup);
        }
    },
    TOTAL {
        @Override
        Projection of(ChunkStore store) {
            return named(store).across().by("1month").filter(filter());
        }

        @Override
        KeyFilter filter() {
            return VERSION.in(1, 2);
        }

        @Override
        void expect(ChunkStore store, ProjectedRows rows) {
            rows.addGroup(SeriesKey.of(), all(store).across().by("1month"));
        }
    },
    VALUES {
        @Override
        Projection of(ChunkStore store) {
            return named(store).byValue().filter(filter());
        }

        @Override
        KeyFilter filter() {
            return KIND.is("base").and(VERSION.in(1, 4));
        }

        @Override
        void expect(ChunkStore store, ProjectedRows rows) {
            store.forEach(
                    filter(),
                    TimeRange.all(),
                    (key, series) -> series.forEach((epochMillis, value) -> {
                        if (!Double.isNaN(value)) {
                            rows.add(key, epochMillis, value + 0.0);
                        }
                    }));
        }
    },
    RECENT_DAYS {
        @Override
        Projection of(ChunkStore store) {
            SqlProjection named = (SqlProjection) named(store);
            return named.at(Clock.fixed(Instant.parse("2024-03-10T10:00:00Z"), ZoneOffset.UTC))
                    .by("1d")
                    .retention(Period.ofMonths(1));
        }

        @Override
        Instant from() {
            return Instant.parse("2024-02-09T23:00:00Z");
        }

        @Override
        void expect(ChunkStore store, ProjectedRows rows) {
            all(store).by("1d").forEach(rows::add);
        }
    };

    abstract Projection of(ChunkStore store);

    abstract void expect(ChunkStore store, ProjectedRows rows);

    String table() {
        return "p_" + name().toLowerCase(Locale.ROOT);
    }

    Projection named(ChunkStore store) {
        return store.projection(table());
    }

    KeyFilter filter() {
        return KeyFilter.all();
    }

    ZoneId zone() {
        return PARIS;
    }

    LocalTime dayStart() {
        return LocalTime.MIDNIGHT;
    }

    Instant from() {
        return Instant.MIN;
    }

    FilterAggregation all(ChunkStore store) {
        return store.aggregate(filter(), TimeRange.all());
    }

    /** What the table should hold. */
    SortedSet<String> expected(ChunkStore store) {
        ProjectedRows rows = new ProjectedRows(zone(), dayStart(), from());
        expect(store, rows);
        return rows.rows();
    }

    /** Makes all tables. */
    static void createAll(ChunkStore store) {
        for (Projections each : values()) {
            each.of(store).schema().createIfMissing();
        }
    }

    /** Refreshes all of them; fails unless each table is what the aggregates of the store say. */
    static void assertRefreshed(ChunkStore store, DataSource dataSource, String after) {
        for (Projections each : values()) {
            ProjectionResult result = each.of(store).refresh();
            assertThat(result.heldBack()).isFalse();
            ProjectedRows.assertEqual(
                    ProjectedRows.of(dataSource, each.table()),
                    each.expected(store),
                    each + " after " + after + ", " + result);
        }
    }
}
