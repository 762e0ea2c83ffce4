package io.holcstore.testkit.contract;

import io.holcstore.testkit.Seeds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Counts the tests of a {@link StoreContracts} by subject, and says at the end what holds, what does not and what was
 * not checked: on standard output, and as an entry of the report of JUnit.
 */
final class ContractReport implements TestWatcher, AfterAllCallback {
    private static final Namespace PLACE = Namespace.create(ContractReport.class);

    /** What came of the tests of one subject. */
    private static final class Subject {
        private int hold;
        private final List<String> failures = new ArrayList<>();
        private final Map<String, Integer> unchecked = new LinkedHashMap<>();
    }

    /** What came of all tests of one class. */
    private static final class Outcome {
        private final Map<String, Subject> subjects = new LinkedHashMap<>();

        synchronized void add(ExtensionContext test, @Nullable Throwable failure, @Nullable String skipped) {
            Subject subject = subjects.computeIfAbsent(subject(test), name -> new Subject());
            if (failure != null) {
                subject.failures.add(name(test) + ": " + firstLine(failure.toString()));
            } else if (skipped != null) {
                subject.unchecked.merge(firstLine(skipped), 1, Integer::sum);
            } else {
                subject.hold++;
            }
        }

        synchronized String told(String where) {
            StringBuilder told = new StringBuilder("A store on ")
                    .append(where)
                    .append(", seed ")
                    .append(Seeds.of(0));
            subjects.forEach((name, subject) -> {
                int unchecked =
                        subject.unchecked.values().stream().mapToInt(n -> n).sum();
                line(
                        told,
                        "  " + name + " ".repeat(Math.max(1, 20 - name.length())) + subject.hold + " hold"
                                + (subject.failures.isEmpty() ? "" : ", " + subject.failures.size() + " FAIL")
                                + (unchecked == 0 ? "" : ", " + unchecked + " not checked"));
            });
            subjects.forEach((name, subject) ->
                    subject.failures.forEach(failure -> line(told, "FAIL " + name + ", " + failure)));
            Map<String, Integer> unchecked = new LinkedHashMap<>();
            subjects.values()
                    .forEach(subject -> subject.unchecked.forEach((why, n) -> unchecked.merge(why, n, Integer::sum)));
            unchecked.forEach((why, n) -> line(told, "not checked in " + n + (n == 1 ? " test: " : " tests: ") + why));
            return told.toString();
        }

        private static void line(StringBuilder told, String line) {
            told.append(System.lineSeparator()).append(line);
        }
    }

    @Override
    public void testSuccessful(ExtensionContext test) {
        outcome(test).add(test, null, null);
    }

    @Override
    public void testFailed(ExtensionContext test, @Nullable Throwable cause) {
        outcome(test).add(test, cause == null ? new AssertionError("failed") : cause, null);
    }

    @Override
    public void testAborted(ExtensionContext test, @Nullable Throwable cause) {
        outcome(test).add(test, null, cause == null ? "aborted" : String.valueOf(cause.getMessage()));
    }

    @Override
    public void testDisabled(ExtensionContext test, Optional<String> reason) {
        outcome(test).add(test, null, reason.orElse("disabled"));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (context.getEnclosingTestClasses().isEmpty()
                && context.getRequiredTestInstance() instanceof StoreContracts contracts) {
            String told = outcome(context).told(contracts.described());
            System.out.println(told);
            context.publishReportEntry("holcstore", told);
        }
    }

    private static Outcome outcome(ExtensionContext context) {
        Class<?> outermost = context.getEnclosingTestClasses().isEmpty()
                ? context.getRequiredTestClass()
                : context.getEnclosingTestClasses().get(0);
        return context.getRoot().getStore(PLACE).computeIfAbsent(outermost, type -> new Outcome(), Outcome.class);
    }

    private static String subject(ExtensionContext test) {
        ExtensionContext at = test;
        while (at.getTestMethod().isPresent() && at.getParent().isPresent()) {
            at = at.getParent().get();
        }
        return at.getDisplayName();
    }

    private static String name(ExtensionContext test) {
        String method = test.getRequiredTestMethod().getName();
        return test.getDisplayName().startsWith(method) ? method : method + ' ' + test.getDisplayName();
    }

    private static String firstLine(String text) {
        return text.strip().lines().findFirst().orElse("");
    }
}
