package io.holcstore.testkit.crash;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;

/** What {@link CrashH2FileTest} starts and kills: has a database open until then. */
final class OpenH2Main {
    static final String OPEN = "open";

    private OpenH2Main() {}

    /** Opens the database of a URL, prints {@link #OPEN}, and waits. */
    public static void main(String[] args) throws SQLException, InterruptedException {
        try (Connection connection = DriverManager.getConnection(args[0], "sa", "")) {
            System.out.println(connection.isValid(0) ? OPEN : "closed");
            new CountDownLatch(1).await();
        }
    }
}
