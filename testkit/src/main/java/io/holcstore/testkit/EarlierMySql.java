package io.holcstore.testkit;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A MySQL before 8.0.29 that stores can use all the same: statements get the version that stores need, the collation
 * {@code utf8mb4_bin} in place of a later one, and CREATE TRIGGER without IF NOT EXISTS. So two keys are one if they
 * differ by blanks at their ends. Everything else is the server's.
 */
final class EarlierMySql extends DelegatingDataSource implements JdbcProxy.Interceptor {
    private static final String CREATE_TRIGGER = "CREATE TRIGGER IF NOT EXISTS ";
    private static final int TRIGGER_EXISTS = 1359;

    EarlierMySql(DataSource delegate) {
        super(delegate);
    }

    @Override
    Connection connect(Opening opening) throws SQLException {
        return JdbcProxy.wrap(opening.open(), this);
    }

    @Override
    public @Nullable Object around(JdbcProxy target, Method method, @Nullable Object[] args, JdbcProxy.Call call)
            throws Throwable {
        String given = args.length > 0 && args[0] instanceof String sql ? sql : "";
        for (int i = 0; i < args.length; i++) {
            if (args[i] instanceof String text) {
                args[i] = earlier(text);
            }
        }
        try {
            return call.proceed();
        } catch (SQLException e) {
            if (e.getErrorCode() == TRIGGER_EXISTS && given.startsWith(CREATE_TRIGGER)) {
                return false; // no result set
            }
            throw e;
        }
    }

    private static String earlier(String text) {
        return text.replace("@@version", "'8.0.29'")
                .replace("utf8mb4_0900_bin", "utf8mb4_bin")
                .replace(CREATE_TRIGGER, "CREATE TRIGGER ");
    }
}
