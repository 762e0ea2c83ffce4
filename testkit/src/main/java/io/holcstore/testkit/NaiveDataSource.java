package io.holcstore.testkit;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source that takes away what a store relies on, so that a test can show that it would notice: a store on top of
 * it is the one that somebody writes who does not think of other writers, or of crashes. Thread-safe.
 */
public final class NaiveDataSource extends DelegatingDataSource {
    private enum Without {
        LOCKS,
        TRANSACTIONS
    }

    private final Without without;

    private NaiveDataSource(DataSource delegate, Without without) {
        super(delegate);
        this.without = without;
    }

    /**
     * Nobody waits for anybody: {@code SELECT .. FOR UPDATE} selects and locks nothing, and the rows that stand for a
     * series (tables named {@code .._series}) are inserted in a transaction of their own.
     */
    public static NaiveDataSource withoutLocks(DataSource delegate) {
        return new NaiveDataSource(delegate, Without.LOCKS);
    }

    /**
     * Every statement is committed by itself: leaving autocommit mode, {@code commit} and {@code rollback} do nothing.
     */
    public static NaiveDataSource withoutTransactions(DataSource delegate) {
        return new NaiveDataSource(delegate, Without.TRANSACTIONS);
    }

    @Override
    Connection connect(Opening opening) throws SQLException {
        Connection connection = opening.open();
        return JdbcProxy.wrap(
                connection, without == Without.LOCKS ? new Unlocked(delegate, connection) : new Untransacted());
    }

    private static final class Untransacted implements JdbcProxy.Interceptor {
        @Override
        public @Nullable Object around(JdbcProxy target, Method method, @Nullable Object[] args, JdbcProxy.Call call)
                throws Throwable {
            boolean transaction = target.is(Connection.class)
                    && (method.getName().equals("setAutoCommit")
                            || method.getName().equals("commit")
                            || method.getName().equals("rollback"));
            return transaction ? null : call.proceed();
        }
    }

    private static final class Unlocked implements JdbcProxy.Interceptor {
        private static final Pattern LOCK = Pattern.compile(" FOR UPDATE| WITH \\(UPDLOCK[^)]*\\)");

        private final DataSource others;
        private final Connection connection;
        private final Map<Object, Connection> beside = new ConcurrentHashMap<>();

        Unlocked(DataSource others, Connection connection) {
            this.others = others;
            this.connection = connection;
        }

        @Override
        public @Nullable Object around(JdbcProxy target, Method method, @Nullable Object[] args, JdbcProxy.Call call)
                throws Throwable {
            if (target.is(Connection.class) && method.getName().equals("prepareStatement")) {
                return prepare(method, args);
            }
            Connection own = target.is(Statement.class) ? beside.get(target.delegate()) : null;
            if (own == null || !method.getName().equals("close")) {
                return call.proceed();
            }
            beside.remove(target.delegate());
            try (own) {
                return call.proceed();
            }
        }

        private @Nullable Object prepare(Method method, @Nullable Object[] args) throws Throwable {
            String sql = (String) args[0];
            if (sql != null && sql.toUpperCase(Locale.ROOT).matches("(?s)INSERT INTO \\S+_SERIES[\"\\]]? .*")) {
                Connection own = others.getConnection();
                PreparedStatement statement = own.prepareStatement(sql);
                beside.put(statement, own);
                return statement;
            }
            @Nullable Object[] changed = Arrays.copyOf(args, args.length);
            changed[0] = sql == null ? null : LOCK.matcher(sql).replaceAll("");
            return JdbcProxy.callOn(connection, method, changed);
        }
    }
}
