package io.holcstore.internal.axis;

import io.holcstore.internal.time.Micros;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Instants of whole microseconds, of the years 1 to 9999 in UTC. */
public final class TimestampKind extends AxisKind<Instant> {
    public TimestampKind() {
        super("timestamp", Instant.class);
    }

    @Override
    protected Instant normalised(Instant instant) {
        if (!Micros.isInRange(instant)) {
            throw new IllegalArgumentException(instant + ": " + this + " accepts the years 1 to 9999");
        }
        if (!instant.equals(instant.truncatedTo(ChronoUnit.MICROS))) {
            throw new IllegalArgumentException(instant + ": " + this
                    + " accepts whole microseconds; use truncatedTo(ChronoUnit.MICROS) if smaller units do not matter");
        }
        return instant;
    }

    @Override
    protected Instant parsed(String value) {
        return Instant.parse(value);
    }

    @Override
    public String columnType(AxisDialect dialect) {
        return dialect.instants().type();
    }

    @Override
    public String columnText(Instant value, AxisDialect dialect) {
        return dialect.instants().text(value);
    }

    @Override
    public void bind(PreparedStatement statement, int at, Instant value, AxisDialect dialect) throws SQLException {
        dialect.instants().bind(statement, at, value);
    }

    @Override
    public @Nullable Instant read(ResultSet row, int at, AxisDialect dialect) throws SQLException {
        return dialect.instants().readOrNull(row, at);
    }

    @Override
    public void write(BinaryFields row, Instant value) {
        row.instantField(value);
    }
}
