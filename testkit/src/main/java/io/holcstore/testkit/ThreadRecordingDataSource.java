package io.holcstore.testkit;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source that records which threads call its connections and what comes out of them. Thread-safe. */
public final class ThreadRecordingDataSource extends DelegatingDataSource {
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    public ThreadRecordingDataSource(DataSource delegate) {
        super(delegate);
    }

    /** The threads so far. */
    public Set<Thread> threads() {
        return threads;
    }

    @Override
    Connection connect(Opening opening) throws SQLException {
        return JdbcProxy.wrap(opening.open(), new JdbcProxy.Interceptor() {
            @Override
            public @Nullable Object around(
                    JdbcProxy target, Method method, @Nullable Object[] args, JdbcProxy.Call call) throws Throwable {
                threads.add(Thread.currentThread());
                return call.proceed();
            }
        });
    }
}
