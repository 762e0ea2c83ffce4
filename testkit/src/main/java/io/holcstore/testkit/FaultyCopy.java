package io.holcstore.testkit;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyDual;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOperation;
import org.postgresql.copy.CopyOut;
import org.postgresql.core.BaseConnection;

/** PostgreSQL's COPY on a {@link FaultyConnection}: the start, each block and the end are calls to the server. */
final class FaultyCopy extends CopyManager {
    private static final Set<String> CALLS =
            Set.of("writeToCopy", "flushCopy", "endCopy", "cancelCopy", "readFromCopy");

    @FunctionalInterface
    private interface Start<T> {
        T start() throws SQLException;
    }

    @FunctionalInterface
    private interface Handler {
        @Nullable
        Object call(Method method, @Nullable Object[] args) throws Throwable;
    }

    private final CopyManager real;
    private final FaultyConnection connection;

    private FaultyCopy(PGConnection pg, FaultyConnection connection) throws SQLException {
        super((BaseConnection) pg);
        this.real = pg.getCopyAPI();
        this.connection = connection;
    }

    /** The connection as {@code type}, with a COPY that can fail. */
    static Object wrap(PGConnection pg, Class<?> type, FaultyConnection connection) {
        return proxy(type, (method, args) -> {
            connection.requireAlive(method.getName());
            return method.getName().equals("getCopyAPI")
                    ? new FaultyCopy(pg, connection)
                    : JdbcProxy.callOn(pg, method, args);
        });
    }

    @Override
    public CopyIn copyIn(String sql) throws SQLException {
        return start(CopyIn.class, "copyIn", () -> real.copyIn(sql));
    }

    @Override
    public CopyOut copyOut(String sql) throws SQLException {
        return start(CopyOut.class, "copyOut", () -> real.copyOut(sql));
    }

    @Override
    public CopyDual copyDual(String sql) throws SQLException {
        return start(CopyDual.class, "copyDual", () -> real.copyDual(sql));
    }

    private <T> T start(Class<T> type, String name, Start<T> start) throws SQLException {
        T operation = counted(name, start);
        return type.cast(proxy(type, (method, args) -> {
            String called = method.getName();
            if (called.equals("isActive") && connection.isDead()) {
                // Else the driver would cancel it, and the error of that hide the first one.
                return false;
            }
            return CALLS.contains(called)
                    ? connection.counted(called, false, () -> JdbcProxy.callOn(operation, method, args))
                    : JdbcProxy.callOn(operation, method, args);
        }));
    }

    private <T> T counted(String name, Start<T> start) throws SQLException {
        List<T> started = new ArrayList<>();
        try {
            connection.counted(name, false, () -> {
                T operation = start.start();
                connection.copying((CopyOperation) operation);
                return started.add(operation);
            });
        } catch (SQLException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        return started.get(0);
    }

    private static Object proxy(Class<?> type, Handler handler) {
        return Proxy.newProxyInstance(
                FaultyCopy.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, args) -> handler.call(method, args == null ? new @Nullable Object[0] : args));
    }
}
