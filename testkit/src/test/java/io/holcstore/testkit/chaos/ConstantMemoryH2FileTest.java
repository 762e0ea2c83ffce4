package io.holcstore.testkit.chaos;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

class ConstantMemoryH2FileTest extends ConstantMemoryContract {
    @TempDir
    @Nullable
    Path directory;

    @Override
    protected String url() {
        return "jdbc:h2:file:"
                + Objects.requireNonNull(directory).resolve("big").toAbsolutePath();
    }

    /** H2 runs out of memory by itself, in its writer. */
    @Override
    protected boolean updatesInConstantMemory() {
        return false;
    }

    @Override
    protected String user() {
        return "sa";
    }

    @Override
    protected String password() {
        return "";
    }
}
