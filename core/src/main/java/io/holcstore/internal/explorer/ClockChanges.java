package io.holcstore.internal.explorer;

import io.holcstore.time.TimeRange;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** When the clock of a zone changes within a range. */
final class ClockChanges {
    /** The most that an answer lists; a picture of more would show none of them. */
    private static final int MOST = 100;

    private ClockChanges() {}

    static List<ZoneOffsetTransition> in(TimeRange range, ZoneId zone) {
        List<ZoneOffsetTransition> changes = new ArrayList<>();
        Instant end = range.end();
        ZoneOffsetTransition next = zone.getRules().nextTransition(range.start().minusMillis(1));
        while (next != null && next.getInstant().isBefore(end) && changes.size() < MOST) {
            changes.add(next);
            next = zone.getRules().nextTransition(next.getInstant());
        }
        return changes;
    }

    static void write(JsonGenerator json, TimeRange range, ZoneId zone) {
        json.writeArrayPropertyStart("clockChanges");
        for (ZoneOffsetTransition change : in(range, zone)) {
            json.writeStartObject();
            json.writeNumberProperty("at", change.getInstant().toEpochMilli());
            json.writeStringProperty("offsetBefore", change.getOffsetBefore().toString());
            json.writeStringProperty("offsetAfter", change.getOffsetAfter().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
