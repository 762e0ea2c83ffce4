package io.holcstore.time;

import io.holcstore.error.DefinitionException;
import java.time.ZoneId;

/** Which frequencies a chunk calendar takes, and what it says of the others. */
final class FrequencyCheck {
    static final long DAY = 86_400_000;

    private FrequencyCheck() {}

    static void check(ChunkBy chunkBy, Frequency frequency, ZoneId zone) {
        if (frequency.isCalendar()) {
            if (frequency.days() != 1) {
                throw new DefinitionException("freq \"" + frequency + "\"");
            }
            return;
        }
        if (DAY % frequency.millis() != 0) {
            throw new DefinitionException("freq \"" + frequency + "\"");
        }
    }
}
