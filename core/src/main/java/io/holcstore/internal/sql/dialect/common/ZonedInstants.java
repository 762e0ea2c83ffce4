package io.holcstore.internal.sql.dialect.common;

import io.holcstore.internal.sql.Instants;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Instants in an SQL type with a time zone. Both drivers preserve a UTC time with its offset. */
public class ZonedInstants extends Instants {
    private final String type;

    public ZonedInstants(String type) {
        this.type = type;
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public String text(Instant instant) {
        return instant.toString();
    }

    @Override
    public String later(String instant, Duration by) {
        boolean days = by.equals(Duration.ofDays(by.toDays()));
        return instant + " + INTERVAL '"
                + (days ? by.toDays() + "' DAY" : BigDecimal.valueOf(by.toNanos() / 1000, 6) + "' SECOND");
    }

    @Override
    public void bind(PreparedStatement statement, int at, Instant instant) throws SQLException {
        statement.setObject(at, instant.atOffset(ZoneOffset.UTC));
    }

    @Override
    public void bindNull(PreparedStatement statement, int at) throws SQLException {
        statement.setNull(at, Types.TIMESTAMP_WITH_TIMEZONE);
    }

    @Override
    public @Nullable Instant readOrNull(ResultSet row, int at) throws SQLException {
        OffsetDateTime time = row.getObject(at, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
