package io.holcstore.testkit;

import io.holcstore.internal.sql.dialect.OddDialect;
import java.lang.reflect.Method;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database that lacks what SQL Server, Oracle and Db2 lack, for {@link OddDialect}. H2 in memory does the work,
 * behind a driver that translates the statements of the library, and refuses those with anything that one of the three
 * lacks. It passes on the statements of tests as they are. Empty strings are NULL, doubles are finite, the driver knows
 * neither schemas nor UUIDs, and errors have numbers of their own.
 */
public final class OddDatabase implements TestDatabase {
    private static final String WRAPPERS = OddDatabase.class.getPackageName();

    public OddDatabase() {
        OddDialect.register();
    }

    @Override
    public DatabaseFacts facts(DataSource dataSource) {
        return new OddFacts();
    }

    @Override
    public FreshDatabase fresh() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        h2.setUser("sa");
        run(h2, "CREATE ALIAS SYSUTCMICROS FOR '" + OddDatabase.class.getName() + ".micros'");
        return new FreshDatabase(new Odd(h2), "PUBLIC", () -> run(h2, "SHUTDOWN"));
    }

    private static void run(DataSource h2, String sql) {
        try (Connection connection = h2.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("H2 did not run " + sql, e);
        }
    }

    /** The clock of the database: microseconds since 1970. */
    public static long micros() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
    }

    private static final class Odd extends DelegatingDataSource {
        Odd(DataSource h2) {
            super(h2);
        }

        @Override
        Connection connect(Opening opening) throws SQLException {
            return JdbcProxy.wrap(opening.open(), new Driver());
        }
    }

    private static final class Driver implements JdbcProxy.Interceptor {
        @Override
        public @Nullable Object around(JdbcProxy target, Method method, @Nullable Object[] args, JdbcProxy.Call call)
                throws Throwable {
            try {
                if (target.is(DatabaseMetaData.class) && method.getName().equals("getDatabaseProductName")) {
                    return OddDialect.PRODUCT;
                } else if (target.is(Connection.class) && method.getName().equals("getSchema")) {
                    return null;
                } else if (target.is(PreparedStatement.class)
                        && method.getName().startsWith("set")) {
                    return bound(target, args, call);
                } else if (args.length > 0 && args[0] instanceof String sql && takesSql(target, method)) {
                    Object[] translated = args.clone();
                    translated[0] = isInBrackets(sql) || isOfLibrary() ? OddSql.ofH2(sql) : sql;
                    return JdbcProxy.callOn(target.delegate(), method, translated);
                }
                return call.proceed();
            } catch (SQLException e) {
                throw odd(e);
            }
        }

        private static boolean takesSql(JdbcProxy target, Method method) {
            return target.is(Connection.class)
                    ? method.getName().startsWith("prepare")
                    : target.is(Statement.class)
                            && (method.getName().startsWith("execute")
                                    || method.getName().equals("addBatch"));
        }

        private static @Nullable Object bound(JdbcProxy target, @Nullable Object[] args, JdbcProxy.Call call)
                throws Throwable {
            Object value = args.length > 1 ? args[1] : null;
            if (value instanceof String text && text.isEmpty()) {
                ((PreparedStatement) target.delegate()).setNull((Integer) args[0], Types.VARCHAR);
                return null;
            } else if (value instanceof Double number && !Double.isFinite(number)) {
                throw new SQLException("the odd database has no number " + number, "22003", 8023);
            } else if (value != null && isUnknown(value)) {
                throw new SQLException("the odd driver does not bind a " + value.getClass(), "22018", 206);
            }
            return call.proceed();
        }

        private static boolean isUnknown(Object value) {
            return value instanceof UUID || value instanceof OffsetDateTime || value instanceof Object[];
        }
    }

    /** A script of the library that a test runs. */
    private static boolean isInBrackets(String sql) {
        return sql.contains("[") && !sql.contains("\"");
    }

    /** The statements of tests do not pass the dialect. */
    private static boolean isOfLibrary() {
        return StackWalker.getInstance().walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                .filter(name -> name.startsWith("io.holcstore."))
                .filter(name -> name.lastIndexOf('.') != WRAPPERS.length() || !name.startsWith(WRAPPERS))
                .findFirst()
                .map(name -> !name.startsWith(WRAPPERS + '.'))
                .orElse(false));
    }

    private static SQLException odd(SQLException e) {
        if (e instanceof BatchUpdateException batch) {
            SQLException cause = batch.getNextException() == null ? e : batch.getNextException();
            SQLException odd = error(cause);
            BatchUpdateException failed = new BatchUpdateException(
                    odd.getMessage(), odd.getSQLState(), odd.getErrorCode(), batch.getUpdateCounts(), e);
            failed.setNextException(odd);
            return failed;
        }
        return error(e);
    }

    private static SQLException error(SQLException e) {
        return switch (String.valueOf(e.getSQLState())) {
            case "23505" -> error(e, "23000", 2627);
            case "23502" -> error(e, "23000", 515);
            case "22001" -> error(e, "22001", 2628);
            case "HYT00" -> error(e, "S0051", 1222);
            case "40001" -> error(e, "40001", 1205);
            case "90131" -> error(e, "S0005", 3960);
            case "42S02", "42S03", "42S04" -> error(e, "S0002", 208);
            default -> e;
        };
    }

    private static SQLException error(SQLException e, String state, int code) {
        return new SQLException(e.getMessage(), state, code, e);
    }
}
