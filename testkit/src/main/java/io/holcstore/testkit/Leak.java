package io.holcstore.testkit;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Something left open or changed; the exception, never thrown, holds the stack of who opened it. */
record Leak(String what, Opened opened) {
    private static final Set<String> MACHINERY = Stream.of(
                    LeakDetectingDataSource.class,
                    DelegatingDataSource.class,
                    WatchedConnection.class,
                    JdbcProxy.class,
                    FaultyDataSource.class,
                    FaultyConnection.class)
            .map(Class::getName)
            .collect(Collectors.toUnmodifiableSet());

    static final class Opened extends Exception {
        private static final long serialVersionUID = 1L;

        Opened(String what) {
            super(what + " opened here");
        }

        /** The first frame outside this package's machinery and the JDK. */
        String by() {
            for (StackTraceElement frame : getStackTrace()) {
                String type = frame.getClassName();
                String outer = type.contains("$") ? type.substring(0, type.indexOf('$')) : type;
                boolean machinery = MACHINERY.contains(outer) || outer.startsWith("java.") || outer.startsWith("jdk.");
                if (!machinery) {
                    return frame.toString();
                }
            }
            return "unknown";
        }
    }

    @Override
    public String toString() {
        return what + ", opened by " + opened.by();
    }
}
