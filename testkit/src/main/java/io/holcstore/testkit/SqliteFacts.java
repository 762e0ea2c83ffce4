package io.holcstore.testkit;

import io.holcstore.store.Dialect;
import java.time.Duration;
import java.util.List;

/** The facts of SQLite. */
final class SqliteFacts implements MicrosecondFacts {
    @Override
    public Dialect dialect() {
        return Dialect.sqlite();
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
        return true;
    }

    @Override
    public boolean snapshotHasTablesNotYetRead(int isolation) {
        return true;
    }

    @Override
    public boolean runsDdlOfTheReference() {
        return false;
    }

    @Override
    public boolean holdsDjangoTables() {
        return false;
    }

    @Override
    public String cascade() {
        return "";
    }

    @Override
    public String sequences() {
        return "SELECT NULL WHERE ? IS NULL AND FALSE"; // there are none
    }

    @Override
    public String setLockTimeout(Duration timeout) {
        return "PRAGMA busy_timeout = " + timeout.toMillis();
    }

    @Override
    public String lockTimeoutState() {
        return "40001";
    }

    @Override
    public List<String> setSearchPath(String... schemas) {
        throw new UnsupportedOperationException("there is one schema");
    }

    @Override
    public String temporary() {
        return "TEMPORARY";
    }

    @Override
    public String bytes(String hex) {
        return "X'" + hex + "'";
    }

    @Override
    public String bytesType() {
        return "blob";
    }

    @Override
    public String hex(String column) {
        return "LOWER(HEX(" + column + "))";
    }

    @Override
    public String clock() {
        return "SELECT CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) * 1000";
    }

    @Override
    public boolean hasTimesWithZone() {
        return false;
    }

    @Override
    public boolean storesNonFinite() {
        return false;
    }

    @Override
    public boolean viewsKeepTables() {
        return false;
    }

    @Override
    public boolean timeStandsStillInTransactions() {
        return false;
    }

    @Override
    public boolean hasSchemas() {
        return false;
    }

    @Override
    public boolean namesDifferByCase() {
        return false;
    }

    @Override
    public boolean retypesColumns() {
        return false;
    }

    @Override
    public boolean writesOneAtATime() {
        return true;
    }

    @Override
    public boolean writesAtReadCommitted() {
        return false;
    }

    @Override
    public String countWaiters() {
        throw new UnsupportedOperationException("SQLite does not know who waits");
    }
}
