package io.holcstore.testkit;

import java.util.List;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The seeds of random tests. Each test has a fixed one; {@code -Dholcstore.seed=N} adds N to all of them. A failure
 * carries the command that repeats it as a suppressed exception.
 */
public final class Seeds implements AfterTestExecutionCallback {
    private static final long ADDED = Long.getLong("holcstore.seed", 0);

    /** The seed of a test that has {@code fixed} by default. */
    public static long of(long fixed) {
        return fixed + ADDED;
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        context.getExecutionException().ifPresent(failure -> failure.addSuppressed(new Repeat(context)));
    }

    private static final class Repeat extends Exception {
        private static final long serialVersionUID = 1;

        Repeat(ExtensionContext context) {
            super("to repeat: " + command(context) + " -Dholcstore.seed=" + ADDED, null, false, false);
        }

        /** Surefire finds no method of a nested class by its name. */
        private static String command(ExtensionContext context) {
            List<Class<?>> enclosing = context.getEnclosingTestClasses();
            return enclosing.isEmpty()
                    ? "mvn verify -pl testkit -am -Dsurefire.failIfNoSpecifiedTests=false -Dtest="
                            + context.getRequiredTestClass().getSimpleName() + '#'
                            + context.getRequiredTestMethod().getName()
                    : "mvn test -Dtest=" + enclosing.get(0).getSimpleName();
        }
    }
}
