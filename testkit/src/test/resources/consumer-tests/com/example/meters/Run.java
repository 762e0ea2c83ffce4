package com.example.meters;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs test classes as an IDE does, and prints what came of each test. A class is given by its name, perhaps with names
 * of nested classes, or of their methods, behind a slash.
 */
final class Run {
    private Run() {}

    public static void main(String[] classes) {
        Launcher launcher = LauncherFactory.create();
        for (String name : classes) {
            String[] parts = name.split("/");
            List<? extends DiscoverySelector> selectors = parts.length == 1
                    ? List.of(selectClass(name))
                    : Stream.of(parts[1].split(","))
                            .map(nested -> nested(parts[0], nested.split("#")))
                            .toList();
            long start = System.nanoTime();
            launcher.execute(
                    LauncherDiscoveryRequestBuilder.request().selectors(selectors).build(),
                    new TestExecutionListener() {
                        @Override
                        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                            if (test.isTest() || result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                                System.out.println(name + " " + result.getStatus() + " " + test.getDisplayName()
                                        + result.getThrowable().map(e -> ": " + e.getMessage()).orElse(""));
                            }
                        }
                    });
            System.out.println(name + " took " + (System.nanoTime() - start) / 1_000_000 + " ms");
        }
    }

    private static DiscoverySelector nested(String contracts, String[] subject) {
        String nested = "io.holcstore.testkit.contract.StoreContracts$" + subject[0];
        return subject.length == 1
                ? selectNestedClass(List.of(contracts), nested)
                : selectNestedMethod(List.of(contracts), nested, subject[1]);
    }
}
