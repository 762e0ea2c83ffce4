package io.holcstore.internal.schema;

import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.TableSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Policies on the rows of a store. The rows of one series are in several tables. If a policy hides them in one table
 * only, another shows what it hides, and a writer records that the series has no values.
 */
final class RowPolicies {
    private RowPolicies() {}

    /** Returns a difference when policies bind the current user in some tables of the store and not in others. */
    static List<String> differences(TableSpec spec, SqlDialect dialect, Connection connection) throws SQLException {
        List<String> with = new ArrayList<>();
        List<String> without = new ArrayList<>();
        List<String> key = spec.axes().stream().map(axis -> axis.name()).toList();
        for (Ddl.Table table : spec.layout().tables(spec, dialect)) {
            boolean hasSeries = !TableSpec.SHARED_TABLES.contains(table.name())
                    && table.columns().stream().map(Ddl.Column::name).toList().containsAll(key);
            if (hasSeries) {
                boolean bound = dialect.hasPolicies(connection, spec.qualified(table.name()));
                (bound ? with : without).add(table.name());
            }
        }
        return with.isEmpty() || without.isEmpty()
                ? List.of()
                : List.of("row level security is active for this user on " + String.join(", ", with) + ", and not on "
                        + String.join(", ", without) + ", which would show what the policies hide; give the same"
                        + " policies to all of these tables");
    }
}
