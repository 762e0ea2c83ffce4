package io.holcstore.testkit.chaos;

/** A database file that is kept in memory outside the heap. */
final class ConstantMemoryH2MemoryTest extends ConstantMemoryH2FileTest {
    @Override
    protected String url() {
        return "jdbc:h2:nioMemFS:big";
    }
}
