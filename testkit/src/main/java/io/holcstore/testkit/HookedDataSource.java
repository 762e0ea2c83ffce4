package io.holcstore.testkit;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source that does something once, just before a certain statement is prepared: what another session might do at
 * that moment. Thread-safe.
 */
public final class HookedDataSource extends DelegatingDataSource {
    private final String sqlPart;
    private final Runnable hook;
    private final AtomicBoolean done = new AtomicBoolean();

    /** Runs {@code hook} before the first {@code prepareStatement} whose SQL contains {@code sqlPart}. */
    public HookedDataSource(DataSource delegate, String sqlPart, Runnable hook) {
        super(delegate);
        this.sqlPart = Objects.requireNonNull(sqlPart, "sqlPart");
        this.hook = Objects.requireNonNull(hook, "hook");
    }

    /** Whether the hook has run. */
    public boolean hasRun() {
        return done.get();
    }

    @Override
    Connection connect(Opening opening) throws SQLException {
        return JdbcProxy.wrap(opening.open(), new JdbcProxy.Interceptor() {
            @Override
            public @Nullable Object around(
                    JdbcProxy target, Method method, @Nullable Object[] args, JdbcProxy.Call call) throws Throwable {
                if (method.getName().equals("prepareStatement")
                        && String.valueOf(args[0]).replaceAll("[`\\[\\]]", "\"").contains(sqlPart)
                        && done.compareAndSet(false, true)) {
                    hook.run();
                }
                return call.proceed();
            }
        });
    }
}
