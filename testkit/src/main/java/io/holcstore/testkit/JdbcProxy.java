package io.holcstore.testkit;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Wrapper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JDBC object (connection, metadata, statement or result set) whose calls all pass an {@link Interceptor}. What comes
 * out of a call is wrapped likewise, and the ways back ({@code getConnection}, {@code getStatement}) lead to the
 * wrapped object again.
 */
final class JdbcProxy implements InvocationHandler {
    /** The most special first. */
    private static final List<Class<?>> WRAPPED = List.of(
            CallableStatement.class, PreparedStatement.class, Statement.class, ResultSet.class, DatabaseMetaData.class);

    /** Sees every call of every object below one connection. */
    interface Interceptor {
        /** Makes the call, or not. */
        @Nullable
        Object around(JdbcProxy target, Method method, @Nullable Object[] args, Call call) throws Throwable;

        /** A statement, result set or metadata object came out of {@code opened.parent()}. */
        default void opened(JdbcProxy opened) {}

        default <T> T unwrap(JdbcProxy target, Class<T> type) throws SQLException {
            return target.wrapper().unwrap(type);
        }

        default boolean isWrapperFor(JdbcProxy target, Class<?> type) throws SQLException {
            return target.wrapper().isWrapperFor(type);
        }
    }

    @FunctionalInterface
    interface Call {
        @Nullable
        Object proceed() throws Throwable;
    }

    private final Class<?> type;
    private final Object delegate;
    private final @Nullable JdbcProxy parent;
    private final Interceptor interceptor;
    private final Object proxy;
    // What executeQuery() gave, getResultSet() gives again.
    private volatile @Nullable JdbcProxy lastChild;

    private JdbcProxy(Class<?> type, Object delegate, @Nullable JdbcProxy parent, Interceptor interceptor) {
        this.type = type;
        this.delegate = delegate;
        this.parent = parent;
        this.interceptor = interceptor;
        this.proxy = Proxy.newProxyInstance(JdbcProxy.class.getClassLoader(), new Class<?>[] {type}, this);
    }

    static Connection wrap(Connection connection, Interceptor interceptor) {
        return (Connection) new JdbcProxy(Connection.class, connection, null, interceptor).proxy;
    }

    /** Makes the call on the delegate and throws what it threw. */
    static @Nullable Object callOn(Object delegate, Method method, @Nullable Object[] args) throws Throwable {
        try {
            return method.invoke(delegate, args);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** Connection, Statement, PreparedStatement, CallableStatement, ResultSet or DatabaseMetaData. */
    Class<?> type() {
        return type;
    }

    boolean is(Class<?> jdbcType) {
        return jdbcType.isAssignableFrom(type);
    }

    Object delegate() {
        return delegate;
    }

    /** The object this one came out of; null for a connection. */
    @Nullable
    JdbcProxy parent() {
        return parent;
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        @Nullable Object[] args = arguments == null ? new @Nullable Object[0] : arguments;
        return switch (method.getName()) {
            case "equals" -> self == args[0];
            case "hashCode" -> System.identityHashCode(self);
            case "toString" -> delegate.toString();
            case "unwrap" -> unwrap((Class<?>) args[0]);
            case "isWrapperFor" -> isWrapperFor((Class<?>) args[0]);
            default -> intercept(method, args);
        };
    }

    private @Nullable Object intercept(Method method, @Nullable Object[] args) throws Throwable {
        Object result = interceptor.around(this, method, args, () -> callOn(delegate, method, args));
        if (parent != null && method.getName().equals("getConnection")) {
            return root().proxy;
        }
        if (parent != null && method.getName().equals("getStatement")) {
            return parent.is(Statement.class) ? parent.proxy : null;
        }
        return result == null ? null : wrapResult(result, method);
    }

    private Object wrapResult(Object result, Method method) {
        JdbcProxy last = lastChild;
        if (last != null && last.delegate == result && method.getName().equals("getResultSet")) {
            return last.proxy;
        }
        Class<?> declared = method.getReturnType();
        for (Class<?> jdbcType : WRAPPED) {
            if (jdbcType.isAssignableFrom(declared) && jdbcType.isInstance(result)) {
                JdbcProxy child = new JdbcProxy(jdbcType, result, this, interceptor);
                lastChild = child;
                interceptor.opened(child);
                return child.proxy;
            }
        }
        return result;
    }

    private Object unwrap(Class<?> wanted) throws SQLException {
        return wanted.isInstance(proxy) ? proxy : interceptor.unwrap(this, wanted);
    }

    private boolean isWrapperFor(Class<?> wanted) throws SQLException {
        return wanted.isInstance(proxy) || interceptor.isWrapperFor(this, wanted);
    }

    private Wrapper wrapper() {
        return (Wrapper) delegate;
    }

    private JdbcProxy root() {
        JdbcProxy node = this;
        while (node.parent != null) {
            node = node.parent;
        }
        return node;
    }
}
