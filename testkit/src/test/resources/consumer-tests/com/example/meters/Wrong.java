package com.example.meters;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.holcstore.testkit.contract.StoreContracts;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/** Surroundings in which a store cannot do what it promises. */
final class Wrong {
    private Wrong() {}

    static final class RepeatableRead extends StoreContracts {
        @Override
        protected DataSource dataSource() {
            HikariConfig config = pool();
            config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
            return new HikariDataSource(config);
        }
    }

    static final class WithoutAutocommit extends StoreContracts {
        @Override
        protected DataSource dataSource() {
            HikariConfig config = pool();
            config.setAutoCommit(false);
            return new HikariDataSource(config);
        }
    }

    static final class OneConnection extends StoreContracts {
        @Override
        protected DataSource dataSource() {
            HikariConfig config = pool();
            config.setMaximumPoolSize(1);
            config.setConnectionTimeout(250);
            return new HikariDataSource(config);
        }
    }

    static final class NineConnections extends StoreContracts {
        @Override
        protected DataSource dataSource() {
            HikariConfig config = pool();
            config.setMaximumPoolSize(9);
            config.setConnectionTimeout(250);
            return new HikariDataSource(config);
        }
    }

    /** A data source that cannot be made, as with a wrong password. */
    static final class NoDatabase extends StoreContracts {
        @Override
        protected DataSource dataSource() {
            System.out.println("asked for the data source of NoDatabase");
            throw new IllegalStateException("no password in /my-pool.properties");
        }
    }

    static final class DatabaseForEachConnection extends StoreContracts {
        @Override
        protected DataSource dataSource() {
            JdbcDataSource source = new JdbcDataSource();
            source.setUrl("jdbc:h2:mem:");
            return source;
        }
    }

    /** A role of PostgreSQL that cannot create anything. */
    static final class MayNotCreate extends StoreContracts {
        @Override
        protected DataSource dataSource() {
            return postgres("-c role=pg_monitor");
        }
    }

    /** As a standby and a role that only reads: the driver does not say so. */
    static final class OnlyReads extends StoreContracts {
        @Override
        protected DataSource dataSource() {
            return postgres("-c default_transaction_read_only=on");
        }
    }

    /** The driver writes bytes as text, in which a backslash means something else then. */
    static final class ChangesBytes extends StoreContracts {
        @Override
        protected DataSource dataSource() {
            PGSimpleDataSource source = postgres("");
            source.setPreferQueryMode(PreferQueryMode.SIMPLE);
            HikariConfig config = new HikariConfig();
            config.setDataSource(source);
            config.setConnectionInitSql("SET standard_conforming_strings = off");
            return new HikariDataSource(config);
        }
    }

    static final class NoSchema extends StoreContracts {
        @Override
        protected DataSource dataSource() {
            return postgres("-c role=pg_monitor -c search_path=that_is_not_there");
        }
    }

    /** Another program writes on the server, in a transaction that stays open. */
    static final class OtherWriter extends StoreContracts {
        @Override
        protected DataSource dataSource() {
            DataSource source = postgres("");
            try {
                Connection other = source.getConnection();
                other.setAutoCommit(false);
                other.createStatement().executeQuery("SELECT pg_current_xact_id()");
                OTHER.add(other);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return source;
        }

        @AfterAll
        static void end() throws SQLException {
            for (Connection other : OTHER) {
                other.close();
            }
        }
    }

    private static final List<Connection> OTHER = new ArrayList<>();

    private static PGSimpleDataSource postgres(String options) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(System.getProperty("meters.url"));
        source.setCurrentSchema(null);
        source.setOptions(options);
        return source;
    }

    /** Enough for all but negative controls. */
    static final class TenConnections extends StoreContracts {
        @Override
        protected DataSource dataSource() {
            HikariConfig config = pool();
            config.setMaximumPoolSize(10);
            config.setConnectionTimeout(1000);
            return new HikariDataSource(config);
        }
    }

    static final class PreparesBehindPooler extends StoreContracts {
        @Override
        protected DataSource dataSource() {
            return PoolerTest.behindPooler();
        }
    }

    static final class DropsCounts extends StoreContracts {
        @Override
        protected DataSource dataSource() {
            return proxy(DataSource.class, h2(), (object, method, result) -> {
                if (method.getName().equals("executeUpdate")) {
                    return 0;
                }
                return method.getName().equals("executeBatch") ? new int[((int[]) result).length] : result;
            });
        }
    }

    static final class DropsCountsOfBatches extends StoreContracts {
        @Override
        protected DataSource dataSource() {
            return proxy(
                    DataSource.class,
                    h2(),
                    (object, method, result) -> method.getName().equals("executeBatch")
                            ? Arrays.stream((int[]) result).map(n -> Statement.SUCCESS_NO_INFO).toArray()
                            : result);
        }
    }

    static final class CommitsEarly extends StoreContracts {
        @Override
        protected DataSource dataSource() {
            return proxy(DataSource.class, h2(), (object, method, result) -> {
                if (object instanceof Statement statement
                        && method.getName().startsWith("execute")
                        && !method.getName().equals("executeQuery")
                        && !statement.getConnection().getAutoCommit()) {
                    statement.getConnection().commit();
                }
                return result;
            });
        }
    }

    static final class SameConnection extends StoreContracts {
        @Override
        protected DataSource dataSource() {
            try {
                Connection one = h2().getConnection();
                Connection kept = (Connection) Proxy.newProxyInstance(
                        Wrong.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (self, method, args) -> method.getName().equals("close") ? null : call(one, method, args));
                return proxy(
                        DataSource.class,
                        h2(),
                        (object, method, result) -> method.getName().equals("getConnection") ? kept : result);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static HikariConfig pool() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(h2());
        return config;
    }

    private static DataSource h2() {
        JdbcDataSource source = new JdbcDataSource();
        source.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return source;
    }

    /** Changes what calls return. */
    private interface Change {
        Object of(Object object, Method method, Object result) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Object real, Change change) {
        return type.cast(Proxy.newProxyInstance(
                Wrong.class.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
                    Object result = change.of(real, method, call(real, method, args));
                    for (Class<?> jdbc : new Class<?>[] {Connection.class, PreparedStatement.class, Statement.class}) {
                        if (method.getReturnType() == jdbc && !Proxy.isProxyClass(result.getClass())) {
                            return proxy(jdbc, result, change);
                        }
                    }
                    return result;
                }));
    }

    private static Object call(Object real, Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(real, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
