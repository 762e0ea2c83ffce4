package io.holcstore.testkit;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;
import org.h2.jdbc.JdbcConnection;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOperation;

/** One connection of a {@link FaultyDataSource}: counts what goes to the server, and dies when told. */
final class FaultyConnection implements JdbcProxy.Interceptor {
    private static final Set<String> CONNECTION_CALLS = Set.of(
            "createStatement",
            "prepareStatement",
            "prepareCall",
            "commit",
            "rollback",
            "setSavepoint",
            "releaseSavepoint",
            "setAutoCommit",
            "setReadOnly",
            "setTransactionIsolation",
            "getTransactionIsolation",
            "setSchema",
            "getSchema",
            "setCatalog",
            "getCatalog",
            "isValid");
    private static final Set<String> CURSOR_CALLS = Set.of(
            "next",
            "previous",
            "first",
            "last",
            "absolute",
            "relative",
            "beforeFirst",
            "afterLast",
            "insertRow",
            "updateRow",
            "deleteRow",
            "refreshRow");

    private static final int MAX_LOOKS = 100_000;

    private final FaultyDataSource source;
    private final Connection delegate;
    private final Connection proxy;
    private boolean autoCommit;
    private int isolation;
    private volatile @Nullable CopyOperation copying;
    private volatile boolean dead;

    FaultyConnection(FaultyDataSource source, Connection delegate) throws SQLException {
        this.source = source;
        this.delegate = delegate;
        if (source.ending() == FaultyDataSource.Ending.TRANSACTION) {
            this.autoCommit = delegate.getAutoCommit();
            this.isolation = delegate.getTransactionIsolation();
        }
        this.proxy = JdbcProxy.wrap(delegate, this);
    }

    Connection proxy() {
        return proxy;
    }

    boolean isDead() {
        return dead;
    }

    @Override
    public @Nullable Object around(JdbcProxy target, Method method, @Nullable Object[] args, JdbcProxy.Call call)
            throws Throwable {
        String name = method.getName();
        if (dead) {
            return afterDeath(target, name, call);
        }
        return goesToServer(target, method) ? counted(name, isCommit(target, name, args), call) : call.proceed();
    }

    /** Counts a call to the server and makes it, unless the connection is to die at it. */
    @Nullable
    Object counted(String name, boolean commit, JdbcProxy.Call call) throws Throwable {
        requireAlive(name);
        FaultyDataSource.Verdict verdict = source.count(commit);
        if (verdict == FaultyDataSource.Verdict.PASS) {
            return call.proceed();
        }
        if (verdict == FaultyDataSource.Verdict.KILL_AFTER) {
            proceedUnheard(call);
        }
        kill(name);
        throw source.broken(name);
    }

    /** The server does its part; the answer, be it an error, is lost on the way. */
    private static void proceedUnheard(JdbcProxy.Call call) throws Throwable {
        try {
            call.proceed();
        } catch (SQLException lost) {
            // the caller hears of the broken connection instead
        }
    }

    void requireAlive(String name) throws SQLException {
        if (dead) {
            throw new SQLNonTransientConnectionException(name + " on a connection that was killed", "08003");
        }
    }

    private @Nullable Object afterDeath(JdbcProxy target, String name, JdbcProxy.Call call) throws Throwable {
        switch (name) {
            case "close", "abort" -> {
                try {
                    return call.proceed();
                } catch (SQLException deadAlready) {
                    return null;
                }
            }
            case "isClosed" -> {
                return true;
            }
            case "isValid" -> {
                return false;
            }
            case "getConnection", "getStatement" -> {
                return null;
            }
            default -> {
                requireAlive(target.type().getSimpleName() + "." + name);
                throw new AssertionError("unreachable");
            }
        }
    }

    private static boolean goesToServer(JdbcProxy target, Method method) {
        String name = method.getName();
        if (target.is(Connection.class)) {
            return CONNECTION_CALLS.contains(name);
        }
        if (target.is(Statement.class)) {
            return name.startsWith("execute")
                    || name.equals("getMoreResults")
                    || name.equals("getParameterMetaData")
                    || (target.is(PreparedStatement.class) && name.equals("getMetaData"));
        }
        if (target.is(DatabaseMetaData.class)) {
            return method.getReturnType() == ResultSet.class;
        }
        return target.is(ResultSet.class) && CURSOR_CALLS.contains(name);
    }

    private boolean isCommit(JdbcProxy target, String name, @Nullable Object[] args) throws SQLException {
        if (!target.is(Connection.class)) {
            return false;
        }
        boolean leavesTransaction =
                name.equals("setAutoCommit") && Boolean.TRUE.equals(args[0]) && !delegate.getAutoCommit();
        return leavesTransaction || name.equals("commit");
    }

    private void kill(String name) throws SQLException {
        dead = true;
        if (source.ending() == FaultyDataSource.Ending.TRANSACTION) {
            loseTransaction();
            return;
        }
        if (delegate.isWrapperFor(PGConnection.class)) {
            // Within a COPY the connection takes no other command. At a commit the backend ends in earnest.
            if (source.ending() == FaultyDataSource.Ending.SESSION && !name.contains("opy") && !name.equals("commit")) {
                endSession();
                return;
            }
            terminateBackend(delegate.unwrap(PGConnection.class).getBackendPID());
            delegate.abort(Runnable::run);
        } else if (delegate.isWrapperFor(JdbcConnection.class)) {
            JdbcConnection session = delegate.unwrap(JdbcConnection.class);
            if (!session.getAutoCommit()) {
                session.rollback();
            }
            session.close();
        } else {
            delegate.abort(Runnable::run);
        }
        if (source.delegate instanceof HikariDataSource pool) {
            pool.evictConnection(delegate);
        }
    }

    /** Does what the server does where a client has vanished; a pool can give the connection out again. */
    private void loseTransaction() throws SQLException {
        CopyOperation running = copying;
        if (running != null && running.isActive()) {
            running.cancelCopy();
        }
        if (!delegate.getAutoCommit()) {
            delegate.rollback();
        }
        if (delegate.getTransactionIsolation() != isolation) {
            delegate.setTransactionIsolation(isolation);
        }
        if (delegate.getAutoCommit() != autoCommit) {
            delegate.setAutoCommit(autoCommit);
        }
    }

    /** A COPY has begun, which must end before the connection takes another command. */
    void copying(CopyOperation operation) {
        copying = operation;
    }

    /** Does what the server does where a client has vanished. */
    private void endSession() throws SQLException {
        if (!delegate.getAutoCommit()) {
            delegate.rollback();
            delegate.setAutoCommit(true);
        }
        delegate.setReadOnly(false);
        try (Statement statement = delegate.createStatement()) {
            statement.execute("DISCARD ALL");
        }
    }

    /** Waits until the backend is gone, so that its locks are too. */
    private void terminateBackend(int pid) throws SQLException {
        DataSource pool = source.delegate;
        try (Connection other = pool.getConnection();
                PreparedStatement terminate = other.prepareStatement("SELECT pg_terminate_backend(?)");
                PreparedStatement present = other.prepareStatement("SELECT count(*) FROM pg_stat_get_activity(?)")) {
            terminate.setInt(1, pid);
            terminate.executeQuery().close();
            // Asked again and again: the wait of pg_terminate_backend itself looks every 100 ms only.
            present.setInt(1, pid);
            for (int i = 0; i < MAX_LOOKS; i++) {
                try (ResultSet answer = present.executeQuery()) {
                    if (answer.next() && answer.getInt(1) == 0) {
                        return;
                    }
                }
            }
            throw new IllegalStateException("backend " + pid + " was terminated and is still there");
        }
    }

    @Override
    public <T> T unwrap(JdbcProxy target, Class<T> type) throws SQLException {
        requireAlive("unwrap");
        T real = JdbcProxy.Interceptor.super.unwrap(target, type);
        // An interface that a proxy can be: through it a COPY is counted too.
        return real instanceof PGConnection connection && type.isInterface()
                ? type.cast(FaultyCopy.wrap(connection, type, this))
                : real;
    }
}
