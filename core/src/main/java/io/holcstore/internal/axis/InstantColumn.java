package io.holcstore.internal.axis;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Instants in columns and parameters. */
public interface InstantColumn {
    /** Returns the type of a column of instants. */
    String type();

    /** Returns an instant as a text that the database casts to the type of the column. */
    String text(Instant instant);

    void bind(PreparedStatement statement, int at, Instant instant) throws SQLException;

    /** Reads an instant; null when the column is NULL. */
    @Nullable
    Instant readOrNull(ResultSet row, int at) throws SQLException;
}
