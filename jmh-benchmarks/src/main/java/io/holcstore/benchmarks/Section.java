package io.holcstore.benchmarks;

import java.io.IOException;

/** A part of the report, written between markers of its own. */
interface Section {
    /** The name in its markers: {@code <!-- name -->} and {@code <!-- end of name -->}. */
    String name();

    /** Whether anything was measured that it shows; what stands in the file stays otherwise. */
    boolean isMeasured();

    /** Its Markdown, with charts that it writes. */
    String text(Charts charts) throws IOException;
}
