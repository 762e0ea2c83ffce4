package io.holcstore.testkit.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Loads, streams and merges more data than the heap holds: a JVM with 48 MB works on 115 MB of values, 58 MB as
 * stored, at a time. That JVM is {@link ConstantMemoryMain}.
 */
public abstract class ConstantMemoryContract {
    /** The JDBC URL of an empty database for the other JVM. */
    protected abstract String url();

    /** The user of that database. */
    protected abstract String user();

    /** The user's password. */
    protected abstract String password();

    /** The heap of the other JVM. Its work grows with it. */
    protected int heapMegabytes() {
        return 48;
    }

    /**
     * Whether the database itself can update any number of rows in one transaction in the memory that it shares with
     * the library.
     */
    protected abstract boolean updatesInConstantMemory();

    /**
     * Whether a part of the data is also copied through a file. Reading and writing files is the same on all databases;
     * streams and transactions of any size are tried on each of them.
     */
    protected boolean copiesThroughFile() {
        return false;
    }

    @Test
    final void holdsMoreThanTheHeap() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMegabytes() + 'm',
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", // a small heap in regions has no room for arrays that lie across them
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:MaxDirectMemorySize=1g", // databases in memory beside the heap
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                ConstantMemoryMain.class.getName(),
                String.valueOf(heapMegabytes()),
                updatesInConstantMemory() ? ConstantMemoryMain.AGAIN : "",
                copiesThroughFile() ? ConstantMemoryMain.FILE : ""));
        Map<String, String> environment = builder.environment();
        environment.put(ConstantMemoryMain.URL, url());
        environment.put(ConstantMemoryMain.USER, user());
        environment.put(ConstantMemoryMain.PASSWORD, password());
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains(ConstantMemoryMain.DONE);
    }
}
