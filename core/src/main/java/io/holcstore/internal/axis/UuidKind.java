package io.holcstore.internal.axis;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** UUIDs, ordered as 16 unsigned bytes. */
public final class UuidKind extends AxisKind<UUID> {
    public UuidKind() {
        super("uuid", UUID.class);
    }

    @Override
    public int compare(UUID a, UUID b) {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    }

    /** Checks the form, because the JDK also accepts 1-1-1-1-1 and hyphens anywhere. */
    @Override
    protected UUID parsed(String value) {
        UUID uuid = lenient(value);
        if (!uuid.toString().equalsIgnoreCase(value)) {
            throw none(value);
        }
        return uuid;
    }

    private UUID lenient(String value) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            throw none(value);
        }
    }

    @Override
    public String columnType(AxisDialect dialect) {
        return dialect.uuidType();
    }

    @Override
    public void bind(PreparedStatement statement, int at, UUID value, AxisDialect dialect) throws SQLException {
        dialect.bindUuid(statement, at, value);
    }

    @Override
    public @Nullable UUID read(ResultSet row, int at, AxisDialect dialect) throws SQLException {
        return dialect.readUuid(row, at);
    }

    @Override
    public void write(BinaryFields row, UUID value) {
        row.uuidField(value.getMostSignificantBits(), value.getLeastSignificantBits());
    }
}
