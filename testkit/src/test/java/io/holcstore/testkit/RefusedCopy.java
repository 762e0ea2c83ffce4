package io.holcstore.testkit;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * Connections to PostgreSQL whose COPY is sent to the server in a form that it refuses, as a database answers that
 * speaks the protocol of PostgreSQL but does not know this form. Thread-safe.
 */
public final class RefusedCopy extends DelegatingDataSource {
    private final UnaryOperator<String> form;

    /** Sends what {@code form} makes of each COPY. */
    public RefusedCopy(DataSource postgres, UnaryOperator<String> form) {
        super(postgres);
        this.form = form;
    }

    @Override
    Connection connect(Opening opening) throws SQLException {
        return JdbcProxy.wrap(opening.open(), new JdbcProxy.Interceptor() {
            @Override
            public @Nullable Object around(
                    JdbcProxy target, Method method, @Nullable Object[] args, JdbcProxy.Call call) throws Throwable {
                return call.proceed();
            }

            @Override
            public <T> T unwrap(JdbcProxy target, Class<T> type) throws SQLException {
                T real = JdbcProxy.Interceptor.super.unwrap(target, type);
                return type == PGConnection.class ? type.cast(withOtherCopy((PGConnection) real)) : real;
            }
        });
    }

    private PGConnection withOtherCopy(PGConnection real) throws SQLException {
        CopyManager copies = new CopyManager((BaseConnection) real) {
            @Override
            public CopyIn copyIn(String sql) throws SQLException {
                return super.copyIn(form.apply(sql));
            }
        };
        return (PGConnection) Proxy.newProxyInstance(
                RefusedCopy.class.getClassLoader(),
                new Class<?>[] {PGConnection.class},
                (self, method, args) -> method.getName().equals("getCopyAPI")
                        ? copies
                        : JdbcProxy.callOn(real, method, args == null ? new @Nullable Object[0] : args));
    }
}
