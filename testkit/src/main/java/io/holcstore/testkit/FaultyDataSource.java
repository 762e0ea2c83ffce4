package io.holcstore.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source that kills a connection at a chosen call, as a crash of the server, the network or this process would:
 * what the connection has not committed is lost on the server, the call throws, and everything later on that connection
 * throws. A test of a verb's atomicity goes through all calls:
 *
 * <pre>{@code
 * for (int n = 1; ; n++) {
 *     faulty.killBeforeCall(n);
 *     try {
 *         store.merge(key, series);
 *     } catch (StoreException expected) {
 *         // checked below
 *     }
 *     // ... the store holds the state before or the state after ...
 *     if (!faulty.hasKilled()) {
 *         break;                                   // the verb makes fewer than n calls
 *     }
 * }
 * }</pre>
 *
 * <p>Counted are the calls that go to the server: {@code getConnection}, {@code prepare...}, {@code createStatement},
 * {@code execute...}, {@code ResultSet.next} and the other moves of a cursor, {@code commit}, {@code rollback}, setters
 * of the session, and behind {@code unwrap(PGConnection.class)} starting a COPY and each of its reads, writes and its
 * end. Not counted are calls inside this process: getters, binding, {@code addBatch}, {@code close}. {@code close}
 * never throws, as drivers' do not on a dead connection. At {@code getConnection} nothing is killed: no connection is
 * had.
 *
 * <p>A fault comes once; then calls pass until another is asked for. On PostgreSQL the backend is terminated and gone
 * when the call throws (one more connection of the delegate is used for that); on H2 the session is rolled back and
 * closed; elsewhere the connection is aborted. The pool of a {@link com.zaxxer.hikari.HikariDataSource} as delegate
 * forgets the dead connection. Thread-safe; with several threads the n-th call is the n-th of all of them.
 */
public final class FaultyDataSource extends DelegatingDataSource {
    private enum When {
        NEVER,
        BEFORE_CALL,
        AFTER_CALL,
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    /** What happens to the call that asks. */
    enum Verdict {
        PASS,
        KILL_BEFORE,
        KILL_AFTER
    }

    private When when = When.NEVER;
    private long countdown;
    private long calls;
    private boolean killed;
    private boolean keepsBackends;
    private @Nullable String sqlState = "08006";

    /** What a kill ends. */
    enum Ending {
        BACKEND,
        SESSION,
        TRANSACTION
    }

    private final boolean losesTransactionsOnly;

    /** Passes every call on, until told otherwise. */
    public FaultyDataSource(DataSource delegate) {
        this(delegate, false);
    }

    private FaultyDataSource(DataSource delegate, boolean losesTransactionsOnly) {
        super(delegate);
        this.losesTransactionsOnly = losesTransactionsOnly;
    }

    /**
     * Kills on any database and needs no rights there: what the connection has not committed is rolled back, and its
     * caller cannot use it any more. Below, the connection lives on with the settings it came with, and its pool may
     * give it out again.
     */
    public static FaultyDataSource losingTransactions(DataSource delegate) {
        return new FaultyDataSource(delegate, true);
    }

    /** Kills at the n-th call from now (1: the next one), before the server sees it. */
    public void killBeforeCall(long n) {
        arm(When.BEFORE_CALL, n);
    }

    /**
     * Kills at the n-th call from now (1: the next one), after the server has done it and before its answer arrives.
     */
    public void killAfterCall(long n) {
        arm(When.AFTER_CALL, n);
    }

    /**
     * Kills at the next commit ({@code commit()}, or {@code setAutoCommit(true)} in a transaction) before the server
     * sees it: it is lost.
     */
    public void killBeforeCommit() {
        arm(When.BEFORE_COMMIT, 1);
    }

    /** Kills at the next commit after the server has done it: it is stored, but whoever called cannot know. */
    public void killAfterCommit() {
        arm(When.AFTER_COMMIT, 1);
    }

    /** Lets all calls pass and starts counting at 0 again. */
    public void disarm() {
        arm(When.NEVER, 1);
    }

    private synchronized void arm(When point, long n) {
        if (n < 1) {
            throw new IllegalArgumentException("calls are counted from 1, not " + n);
        }
        when = point;
        countdown = n;
        calls = 0;
        killed = false;
    }

    /**
     * What the killed call answers as its SQLState: {@code 08006} unless set; null, as some drivers do for a backend
     * that is gone.
     */
    public synchronized void setSqlState(@Nullable String state) {
        sqlState = state;
    }

    /**
     * On PostgreSQL, true makes the faults from now on cheap: the backend lives on, rolls back and forgets all of its
     * session, and the delegate may give it out again. The caller cannot tell the two apart. A fault within a COPY
     * or at a commit terminates the backend nevertheless. False unless set.
     */
    public synchronized void keepBackends(boolean keep) {
        keepsBackends = keep;
    }

    synchronized Ending ending() {
        return losesTransactionsOnly ? Ending.TRANSACTION : keepsBackends ? Ending.SESSION : Ending.BACKEND;
    }

    /** The calls counted since the last fault was asked for. */
    public synchronized long calls() {
        return calls;
    }

    /** Whether the fault asked for last has happened. */
    public synchronized boolean hasKilled() {
        return killed;
    }

    @Override
    Connection connect(Opening opening) throws SQLException {
        Verdict verdict = count(false);
        if (verdict == Verdict.KILL_BEFORE) {
            throw broken("getConnection");
        }
        Connection connection = opening.open();
        if (verdict == Verdict.KILL_AFTER) {
            connection.close();
            throw broken("getConnection");
        }
        return new FaultyConnection(this, connection).proxy();
    }

    synchronized Verdict count(boolean commit) {
        calls++;
        boolean counts =
                switch (when) {
                    case NEVER -> false;
                    case BEFORE_CALL, AFTER_CALL -> true;
                    case BEFORE_COMMIT, AFTER_COMMIT -> commit;
                };
        if (!counts || --countdown > 0) {
            return Verdict.PASS;
        }
        boolean before = when == When.BEFORE_CALL || when == When.BEFORE_COMMIT;
        when = When.NEVER;
        killed = true;
        return before ? Verdict.KILL_BEFORE : Verdict.KILL_AFTER;
    }

    synchronized SQLException broken(String call) {
        String message = "connection killed at " + Objects.requireNonNull(call) + " (call " + calls + ")";
        return sqlState != null && sqlState.startsWith("08")
                ? new SQLNonTransientConnectionException(message, sqlState)
                : new SQLException(message, sqlState);
    }
}
