package io.holcstore.testkit;

import io.holcstore.internal.sql.dialect.OddDialect;
import io.holcstore.store.Dialect;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.opentest4j.TestAbortedException;

/** The facts of {@link OddDatabase}: those of its tables, and those of the H2 below it, to which tests talk. */
final class OddFacts implements MicrosecondFacts {
    private static final H2Facts H2 = new H2Facts();

    /**
     * Not known.
     *
     * @throws TestAbortedException always
     */
    @Override
    public Dialect dialect() {
        throw new TestAbortedException("it writes a script, and no constant of Dialect names the odd database");
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
        return H2.snapshotHasTablesNotYetRead(isolation);
    }

    @Override
    public boolean runsDdlOfTheReference() {
        return false;
    }

    @Override
    public String lockTimeoutState() {
        return "S0051";
    }

    @Override
    public String session() {
        return H2.session();
    }

    @Override
    public String setLockTimeout(Duration timeout) {
        return H2.setLockTimeout(timeout);
    }

    @Override
    public List<String> setSearchPath(String... schemas) {
        return H2.setSearchPath(schemas);
    }

    @Override
    public String path(Connection connection) {
        return "PUBLIC";
    }

    @Override
    public String temporary() {
        return H2.temporary();
    }

    @Override
    public String bytes(String hex) {
        return H2.bytes(hex);
    }

    @Override
    public String bytesType() {
        return H2.bytesType();
    }

    @Override
    public String hex(String column) {
        return H2.hex(column);
    }

    @Override
    public String rowLock() {
        return "WITH (UPDLOCK)";
    }

    @Override
    public boolean storesEmptyTexts() {
        return false;
    }

    @Override
    public boolean storesNonFinite() {
        return false;
    }

    @Override
    public boolean holdsDjangoTables() {
        return false;
    }

    @Override
    public boolean timeStandsStillInTransactions() {
        return false;
    }

    @Override
    public String clock() {
        return "SELECT " + OddDialect.NOW;
    }

    @Override
    public String countWaiters() {
        return H2.countWaiters();
    }
}
