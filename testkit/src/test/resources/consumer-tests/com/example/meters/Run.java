package com.example.meters;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;

import java.util.List;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs test classes as an IDE does, each given by its name, perhaps with the name of a nested class behind a slash, and
 * prints what came of each test.
 */
final class Run {
    private Run() {}

    public static void main(String[] classes) {
        Launcher launcher = LauncherFactory.create();
        for (String name : classes) {
            String[] parts = name.split("/");
            DiscoverySelector selector = parts.length == 1
                    ? selectClass(name)
                    : selectNestedClass(List.of(parts[0]), "io.holcstore.testkit.contract.StoreContracts$" + parts[1]);
            long start = System.nanoTime();
            launcher.execute(
                    LauncherDiscoveryRequestBuilder.request().selectors(selector).build(),
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
}
