package io.holcstore.testkit;

import io.holcstore.store.Dialect;
import java.sql.Connection;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The facts of H2. */
final class H2Facts implements DatabaseFacts {
    @Override
    public Dialect dialect() {
        return Dialect.h2();
    }

    @Override
    public boolean writersOfAFeedTakeTurns() {
        return true;
    }

    @Override
    public boolean tellsRunningTransactions() {
        return false;
    }

    @Override
    public boolean tellsIdleSerializableTransactions() {
        return false;
    }

    @Override
    public boolean snapshotHasTablesNotYetRead(int isolation) {
        return isolation >= Connection.TRANSACTION_SERIALIZABLE; // below it, each table from its first statement on
    }

    @Override
    public boolean runsDdlOfTheReference() {
        return false;
    }

    @Override
    public String lockTimeoutState() {
        return "HYT00";
    }

    @Override
    public String session() {
        return "SELECT SESSION_ID()";
    }

    @Override
    public String setLockTimeout(Duration timeout) {
        return "SET LOCK_TIMEOUT " + timeout.toMillis();
    }

    @Override
    public List<String> setSearchPath(String... schemas) {
        return List.of(
                "SET SCHEMA " + PostgreSqlFacts.quoted(schemas[0]),
                "SET SCHEMA_SEARCH_PATH "
                        + PostgreSqlFacts.quoted(
                                schemas.length == 1 ? schemas : Arrays.copyOfRange(schemas, 1, schemas.length)));
    }

    @Override
    public String temporary() {
        return "LOCAL TEMPORARY";
    }

    @Override
    public String bytes(String hex) {
        return "X'" + hex + "'";
    }

    @Override
    public String bytesType() {
        return "varbinary(1000000)";
    }

    @Override
    public String hex(String column) {
        return "RAWTOHEX(" + column + ')';
    }

    @Override
    public String clock() {
        return "SELECT EXECUTING_STATEMENT_START FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID = SESSION_ID()";
    }

    @Override
    public String countWaiters() {
        return "SELECT count(*) FROM INFORMATION_SCHEMA.SESSIONS WHERE BLOCKER_ID = SESSION_ID()";
    }
}
