package io.holcstore.internal.partition;

import java.util.List;

/** What belongs into one partition. */
public sealed interface Part {
    /** Returns whether all that belongs into another partition belongs into this one. */
    default boolean covers(Part other) {
        return equals(other);
    }

    /** The rows whose hash leaves a remainder. */
    record Remainder(int modulus, int remainder) implements Part {}

    /** The rows that have one of these values, as texts. */
    record Values(List<String> texts) implements Part {
        @Override
        public boolean covers(Part other) {
            return other instanceof Values values && texts.containsAll(values.texts);
        }
    }

    /** The chunks from {@code from} to before {@code until}. The least and the greatest integer mean no bound. */
    record Chunks(int from, int until) implements Part {
        @Override
        public boolean covers(Part other) {
            return other instanceof Chunks chunks && from <= chunks.from && until >= chunks.until;
        }

        /** Returns the chunks between this stretch and a later one. */
        public Chunks gapTo(Chunks later) {
            return new Chunks(/* from= */ until, /* until= */ later.from);
        }

        /** Returns whether there are chunks that belong into both. */
        public boolean overlaps(Chunks other) {
            return from < other.until && other.from < until;
        }
    }

    /** The rows that belong into no other partition. */
    record Rest() implements Part {}

    /** What the library does not create. */
    record Other(String text) implements Part {}
}
