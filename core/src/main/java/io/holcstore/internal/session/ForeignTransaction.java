package io.holcstore.internal.session;

import io.holcstore.internal.sql.dialect.Dialects;
import io.holcstore.internal.sql.dialect.SqlErrors;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a verb off a connection that its data source hands out in the middle of somebody's transaction: the verb would
 * commit that transaction or roll it back. Nothing is changed on a connection that is refused.
 *
 * <p>A connection in autocommit mode costs nothing to check, and a pool that hands out idle connections of PostgreSQL
 * without autocommit does not either. Elsewhere, without autocommit, the check is one query.
 */
final class ForeignTransaction {
    private static final String SPRING_PROXY = "org.springframework.jdbc.datasource.ConnectionProxy";
    private static final String SPRING_UTILS = "org.springframework.jdbc.datasource.DataSourceUtils";
    private static final String SPRING_BINDINGS =
            "org.springframework.transaction.support.TransactionSynchronizationManager";

    private ForeignTransaction() {}

    /** @throws IllegalStateException when the connection is inside a transaction */
    static void refuse(Connection connection, boolean autoCommit, Verb verb) throws SQLException {
        if (autoCommit) {
            if (Dialects.knowTransaction(connection)) {
                throw refusal(verb, "a statement BEGIN has opened one", null);
            }
        } else if (isManagedBySpring(connection)) {
            throw refusal(verb, "Spring manages it", null);
        } else if (Dialects.of(connection).hasTransaction(connection)) {
            throw refusal(verb, "it holds locks, changes or a snapshot that nobody has committed", null);
        } else {
            requireCommit(connection, verb);
        }
    }

    /**
     * There is nothing to commit. In a transaction of JTA the connection says that it may not, and goes on as before.
     */
    private static void requireCommit(Connection connection, Verb verb) throws SQLException {
        try {
            connection.commit();
        } catch (SQLException e) {
            if (SqlErrors.isBroken(e)) {
                throw e;
            }
            throw refusal(verb, "it does not let the verb commit", e);
        } catch (RuntimeException e) {
            throw refusal(verb, "it does not let the verb commit", e);
        }
    }

    private static IllegalStateException refusal(Verb verb, String sign, @Nullable Exception cause) {
        return new IllegalStateException(
                verb + " was not begun: the data source gave a connection that is inside a transaction (" + sign
                        + "), which the verb would commit or roll back. To be part of that transaction, call the verb on "
                        + "store.on(connection). For a transaction of its own, open the store on the data source behind this one: with "
                        + "Spring, the target of the TransactionAwareDataSourceProxy; with JTA, one that takes no part in its transactions. "
                        + "A pool whose connections nobody else has should hand them out in autocommit mode",
                cause);
    }

    /** Asked by name, so that this library needs no class of Spring. */
    private static boolean isManagedBySpring(Connection connection) {
        for (Class<?> type : connection.getClass().getInterfaces()) {
            if (type.getName().equals(SPRING_PROXY)) {
                try {
                    return isManaged(connection, type);
                } catch (ReflectiveOperationException e) {
                    return true; // a Spring that cannot be asked: its proxies are there for transactions
                }
            }
        }
        return false;
    }

    /**
     * Outside of transactions a proxy has a connection of its own, or one that Spring keeps for this thread without a
     * transaction.
     */
    private static boolean isManaged(Connection connection, Class<?> proxy) throws ReflectiveOperationException {
        Class<?> bindings = Class.forName(SPRING_BINDINGS, true, proxy.getClassLoader());
        boolean maybeInTransaction = ask(bindings, "isActualTransactionActive", Boolean.class)
                || !ask(bindings, "isSynchronizationActive", Boolean.class);
        return maybeInTransaction
                && isBound(
                        proxy.getMethod("getTargetConnection").invoke(connection),
                        ask(bindings, "getResourceMap", Map.class),
                        proxy.getClassLoader());
    }

    private static <T> T ask(Class<?> type, String method, Class<T> answer) throws ReflectiveOperationException {
        return answer.cast(type.getMethod(method).invoke(null));
    }

    private static boolean isBound(Object target, Map<?, ?> bindings, ClassLoader loader)
            throws ReflectiveOperationException {
        Method isTransactional = Class.forName(SPRING_UTILS, true, loader)
                .getMethod("isConnectionTransactional", Connection.class, DataSource.class);
        for (Object key : bindings.keySet()) {
            if (key instanceof DataSource && Boolean.TRUE.equals(isTransactional.invoke(null, target, key))) {
                return true;
            }
        }
        return false;
    }
}
