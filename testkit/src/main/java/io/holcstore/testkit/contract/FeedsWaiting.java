package io.holcstore.testkit.contract;

import io.holcstore.testkit.DatabaseFacts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/** Says with a failure of a {@link StoreContracts} for which transactions of other programs change feeds wait. */
final class FeedsWaiting implements TestExecutionExceptionHandler {
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        if (!(failure instanceof TestAbortedException)) {
            StoreContracts contracts = context.getRequiredTestInstances()
                    .findInstance(StoreContracts.class)
                    .orElseThrow();
            List<String> held = contracts.heldBackBy();
            if (!held.isEmpty()) {
                throw new AssertionError(
                        "transactions of other programs are open, and change feeds wait for them: run this class while"
                                + " nothing else writes on the server, in any of its databases ("
                                + String.join("; ", held)
                                + "). The test found: " + failure.getMessage(),
                        failure);
            }
        }
        throw failure;
    }

    static List<String> ask(DataSource dataSource, DatabaseFacts facts) {
        List<String> held = new ArrayList<>();
        if (facts.heldBackBy().isEmpty()) {
            return held;
        }
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(facts.heldBackBy())) {
            while (rows.next()) {
                held.add(rows.getString(1));
            }
        } catch (SQLException e) {
            return List.of(); // then the test's own failure says more
        }
        return held;
    }
}
