package io.holcstore.internal.axis;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The differences between databases for values of axes. */
public interface AxisDialect {
    /** Returns the type of strings of any length that can be part of a primary key. */
    String textType();

    /** Returns the type of UUIDs. */
    default String uuidType() {
        return "uuid";
    }

    default void bindUuid(PreparedStatement statement, int at, UUID value) throws SQLException {
        statement.setObject(at, value);
    }

    /** Reads a UUID; null when the column is NULL. */
    default @Nullable UUID readUuid(ResultSet row, int at) throws SQLException {
        return row.getObject(at, UUID.class);
    }

    /** Returns how instants are stored, with at least microseconds. */
    InstantColumn instants();

    /** Returns an expression on a column of strings that compares by code point. */
    String orderedText(String column);
}
