package io.holcstore.testkit;

import io.holcstore.key.AxisType;
import io.holcstore.store.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** The facts of MariaDB. */
class MariaDbFacts implements MicrosecondFacts {
    @Override
    public Dialect dialect() {
        return Dialect.mariadb();
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
        return isolation >= Connection.TRANSACTION_REPEATABLE_READ;
    }

    @Override
    public boolean runsDdlOfTheReference() {
        return false;
    }

    @Override
    public String setLockTimeout(Duration timeout) {
        return "SET innodb_lock_wait_timeout = " + Math.max(1, timeout.toSeconds());
    }

    @Override
    public List<String> setSearchPath(String... schemas) {
        return List.of("USE \"" + schemas[0] + '"');
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
        return "longblob";
    }

    @Override
    public String hex(String column) {
        return "LOWER(HEX(" + column + "))";
    }

    @Override
    public String clock() {
        return "SELECT TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6))";
    }

    @Override
    public boolean holdsKeysOf(AxisType<?> type) {
        return type.precision() <= 65 && type.scale() <= 38;
    }

    @Override
    public String lockTimeoutState() {
        return "HY000";
    }

    @Override
    public boolean hasTimesWithZone() {
        return false;
    }

    @Override
    public String localTimeType() {
        return "datetime";
    }

    @Override
    public boolean viewsKeepTables() {
        return false;
    }

    @Override
    public boolean holdsDjangoTables() {
        return false;
    }

    /** In a small table it reads all of them. */
    @Override
    public boolean deletesWaitForTheirRowsAlone() {
        return false;
    }

    @Override
    public boolean storesNonFinite() {
        return false;
    }

    @Override
    public String retype(String table, String column, String type) {
        return "ALTER TABLE \"" + table + "\" MODIFY COLUMN \"" + column + "\" " + type;
    }

    @Override
    public String forbidNull(String table, String column) {
        return retype(table, column, "bigint NOT NULL");
    }

    @Override
    public String dropSchema(String name) {
        return "DROP SCHEMA \"" + name + '"';
    }

    @Override
    public String session() {
        return "SELECT CONNECTION_ID()";
    }

    @Override
    public String sequences() {
        return "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_TYPE = 'SEQUENCE'";
    }

    @Override
    public String path(Connection connection) throws SQLException {
        return connection.getCatalog();
    }

    @Override
    public void setPath(Connection connection, String path) throws SQLException {
        connection.setCatalog(path);
    }

    /** At SERIALIZABLE, reads lock their rows. */
    @Override
    public List<Integer> snapshotIsolations() {
        return List.of(Connection.TRANSACTION_REPEATABLE_READ);
    }

    @Override
    public boolean timeStandsStillInTransactions() {
        return false;
    }

    /** Of all sessions: the table that says who waits for whom stays as it is while somebody reads it often. */
    @Override
    public String countWaiters() {
        return "SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS"
                + " WHERE VARIABLE_NAME = 'INNODB_ROW_LOCK_CURRENT_WAITS'";
    }
}
