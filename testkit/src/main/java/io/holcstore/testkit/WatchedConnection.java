package io.holcstore.testkit;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What one connection has open, and what was changed on it, from its opening to its closing. */
final class WatchedConnection implements JdbcProxy.Interceptor {
    private static final Pattern SET = Pattern.compile(
            "\\s*(?:SET|RESET)\\s+(?!LOCAL\\b|TRANSACTION\\b|CONSTRAINTS\\b)(?:SESSION\\s+)?(\\w+)\\s*(.*)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Setters of the session, and what tells the value to restore. */
    private static final Map<String, String> GETTERS = Map.of(
            "setAutoCommit", "getAutoCommit",
            "setReadOnly", "isReadOnly",
            "setTransactionIsolation", "getTransactionIsolation",
            "setHoldability", "getHoldability",
            "setSchema", "getSchema",
            "setCatalog", "getCatalog",
            "setNetworkTimeout", "getNetworkTimeout");

    private record Setting(
            @Nullable Object original, @Nullable Object now) {
        boolean restored() {
            return Objects.equals(original, now);
        }
    }

    /**
     * What was there before an SQL SET is unknown: a setting that was first set to one value and at last to another
     * counts as restored.
     */
    private record SqlSetting(String first, String now) {
        boolean restored() {
            return !first.equals(now);
        }
    }

    private final Connection delegate;
    private final boolean unwraps;
    private final BiConsumer<WatchedConnection, List<Leak>> onClose;
    private final Connection proxy;
    private final Leak.Opened opened = new Leak.Opened("connection");
    private final Map<JdbcProxy, Leak.Opened> children = new LinkedHashMap<>();
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final Map<String, SqlSetting> sqlSettings = new LinkedHashMap<>();
    private boolean autoCommit;
    private boolean inTransaction;
    private boolean closed;

    WatchedConnection(Connection delegate, boolean unwraps, BiConsumer<WatchedConnection, List<Leak>> onClose)
            throws SQLException {
        this.delegate = delegate;
        this.unwraps = unwraps;
        this.onClose = onClose;
        this.autoCommit = delegate.getAutoCommit();
        this.proxy = JdbcProxy.wrap(delegate, this);
    }

    Connection proxy() {
        return proxy;
    }

    synchronized List<Leak> openNow() {
        List<Leak> open = new ArrayList<>();
        if (!closed) {
            open.add(new Leak("connection not closed", opened));
        }
        children.forEach((child, by) -> open.add(new Leak(name(child) + " not closed", by)));
        return open;
    }

    @Override
    public @Nullable Object around(JdbcProxy target, Method method, @Nullable Object[] args, JdbcProxy.Call call)
            throws Throwable {
        String name = method.getName();
        boolean closing = name.equals("close") || name.equals("abort");
        if (target.is(Connection.class)) {
            if (closing) {
                beforeClose(name.equals("abort"));
            } else {
                beforeConnectionCall(name, args);
            }
        } else if (target.is(Statement.class) && name.startsWith("execute")) {
            beforeExecute(target, args);
        }
        // Closed even where closing fails: a second try would not help either.
        if (closing && !target.is(Connection.class)) {
            forget(target);
        }
        return call.proceed();
    }

    @Override
    public synchronized void opened(JdbcProxy child) {
        if (child.is(Statement.class) || child.is(ResultSet.class)) {
            children.put(child, new Leak.Opened(name(child)));
        }
    }

    private synchronized void forget(JdbcProxy closedChild) {
        children.remove(closedChild);
        forgetResultsOf(closedChild);
    }

    private void forgetResultsOf(JdbcProxy statement) {
        children.keySet().removeIf(child -> child.parent() == statement);
    }

    private synchronized void beforeExecute(JdbcProxy statement, @Nullable Object[] args) {
        forgetResultsOf(statement);
        inTransaction = !autoCommit;
        if (args.length > 0 && args[0] instanceof String sql) {
            Matcher set = SET.matcher(sql);
            if (set.matches()) {
                String value = set.group(2).strip();
                SqlSetting before = sqlSettings.get(set.group(1).toUpperCase(Locale.ROOT));
                sqlSettings.put(
                        set.group(1).toUpperCase(Locale.ROOT),
                        new SqlSetting(before == null ? value : before.first(), value));
            }
        }
    }

    private synchronized void beforeConnectionCall(String name, @Nullable Object[] args) throws Throwable {
        switch (name) {
            case "commit", "rollback" -> inTransaction = inTransaction && args.length > 0;
            case "setAutoCommit" -> {
                autoCommit = Boolean.TRUE.equals(args[0]);
                inTransaction = inTransaction && !autoCommit;
            }
            default -> {}
        }
        String getter = GETTERS.get(name);
        if (getter != null) {
            Setting before = settings.get(name);
            Object original = before == null
                    ? JdbcProxy.callOn(delegate, Connection.class.getMethod(getter), new @Nullable Object[0])
                    : before.original();
            settings.put(name, new Setting(original, args[args.length - 1]));
        }
    }

    private void beforeClose(boolean aborted) throws SQLException {
        List<Leak> found = new ArrayList<>();
        boolean alive = !aborted && !delegate.isClosed();
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            children.keySet().removeIf(child -> child.is(ResultSet.class));
            children.forEach(
                    (child, by) -> found.add(new Leak(name(child) + " open when its connection was closed", by)));
            children.clear();
            if (alive) {
                found.addAll(leftBehind());
            }
        }
        onClose.accept(this, found);
    }

    private List<Leak> leftBehind() {
        List<Leak> found = new ArrayList<>();
        if (inTransaction) {
            found.add(new Leak("connection closed in the middle of a transaction", opened));
        }
        settings.forEach((name, setting) -> {
            if (!setting.restored()) {
                String values = ": was " + setting.original() + ", is " + setting.now();
                found.add(new Leak("connection closed without restoring " + name + values, opened));
            }
        });
        sqlSettings.forEach((name, setting) -> {
            if (!setting.restored()) {
                found.add(new Leak("connection closed without restoring SET " + name + " " + setting.now(), opened));
            }
        });
        return found;
    }

    private static String name(JdbcProxy child) {
        return child.is(ResultSet.class) ? "result set" : child.type().getSimpleName() + " [" + child.delegate() + "]";
    }

    @Override
    public <T> T unwrap(JdbcProxy target, Class<T> type) throws SQLException {
        if (unwraps) {
            return JdbcProxy.Interceptor.super.unwrap(target, type);
        }
        throw new SQLException("this data source refuses unwrap(" + type.getName() + ")");
    }

    @Override
    public boolean isWrapperFor(JdbcProxy target, Class<?> type) throws SQLException {
        return unwraps && JdbcProxy.Interceptor.super.isWrapperFor(target, type);
    }
}
