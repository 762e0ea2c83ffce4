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
 * Refuses a connection that its data source returns in the middle of another transaction: the verb would commit that
 * transaction or roll it back. It changes nothing on a connection that it refuses.
 *
 * <p>The check is free for a connection in autocommit mode, and for an idle connection of PostgreSQL without
 * autocommit. Otherwise, the check is one query.
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
                throw refusal(verb, "a statement BEGIN opened one", null);
            }
        } else if (isManagedBySpring(connection)) {
            throw refusal(verb, "Spring manages it", null);
        } else if (Dialects.of(connection).hasTransaction(connection)) {
            throw refusal(verb, "it holds locks, changes or a snapshot that are not committed", null);
        } else {
            requireCommit(connection, verb);
        }
    }

    /**
     * Calls commit, which has nothing to commit here. Within a JTA transaction the connection throws, and stays usable.
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
                verb + " did not start: the data source returned a connection that is inside a transaction (" + sign
                        + "), which the verb would commit or roll back. To be part of that transaction, call the verb on "
                        + "store.on(connection). For a separate transaction, open the store on the data source behind this one: with "
                        + "Spring, the target of the TransactionAwareDataSourceProxy; with JTA, one that does not join its transactions. "
                        + "If the connection comes from a pool that nothing else uses, configure the pool for autocommit mode",
                cause);
    }

    /** Finds Spring's class by its name, so that this library does not depend on Spring. */
    private static boolean isManagedBySpring(Connection connection) {
        for (Class<?> type : connection.getClass().getInterfaces()) {
            if (type.getName().equals(SPRING_PROXY)) {
                try {
                    return isManaged(connection, type);
                } catch (ReflectiveOperationException e) {
                    return true; // Spring could not answer, but its proxies exist only for transactions
                }
            }
        }
        return false;
    }

    /**
     * Returns whether a proxy belongs to a transaction. Without a transaction, a proxy has its own connection or one
     * that Spring keeps for this thread.
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
