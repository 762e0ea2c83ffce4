package io.holcstore.internal.sql.dialect.common;

import io.holcstore.internal.sql.Instants;
import io.holcstore.internal.time.Micros;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Instants as microseconds since 1970, for databases or drivers that change times by the zone of a session or JVM. */
public final class MicroInstants extends Instants {
    @Override
    public String type() {
        return "bigint";
    }

    @Override
    public String text(Instant instant) {
        return String.valueOf(Micros.of(instant));
    }

    @Override
    public String later(String instant, Duration by) {
        return instant + " + " + by.toNanos() / 1000;
    }

    @Override
    public void bind(PreparedStatement statement, int at, Instant instant) throws SQLException {
        statement.setLong(at, Micros.of(instant));
    }

    @Override
    public void bindNull(PreparedStatement statement, int at) throws SQLException {
        statement.setNull(at, Types.BIGINT);
    }

    @Override
    public @Nullable Instant readOrNull(ResultSet row, int at) throws SQLException {
        long micros = row.getLong(at);
        return row.wasNull() ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
