package io.holcstore.internal.django;

import io.holcstore.internal.calendar.ChunkCalendar;
import io.holcstore.internal.chunk.ChunkContext;
import io.holcstore.internal.chunk.ChunkRules;
import io.holcstore.internal.chunk.HoleFiller;
import io.holcstore.internal.chunk.Workspace;
import io.holcstore.internal.sql.chunk.ChunkTable;
import io.holcstore.internal.verb.WriteTally;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;

/**
 * The rules for rows of the Python application: a blob may lack slots at its end, only the blob contains the times of
 * values, and a start has an offset that the Python zone data rounds to whole minutes.
 */
final class DjangoRules extends ChunkRules {
    private final ChunkCalendar calendar;

    DjangoRules(ChunkCalendar calendar) {
        this.calendar = calendar;
    }

    /**
     * Returns the expected start when the recorded one differs from it by less than a minute, because the Python zone
     * data rounds the offset.
     */
    @Override
    public Instant start(Instant recorded, Instant expected) {
        boolean rounded = secondsRounded(expected) != 0
                && Duration.between(expected, recorded).abs().compareTo(Duration.ofMinutes(1)) < 0;
        return rounded ? expected : recorded;
    }

    @Override
    public long recordedStart(long startMillis) {
        return startMillis + 1000L * secondsRounded(Instant.ofEpochMilli(startMillis));
    }

    /**
     * Returns the difference between the offset at this instant and that of the Python zone data, which is rounded to
     * whole minutes.
     */
    private int secondsRounded(Instant instant) {
        int offset = calendar.zone().getRules().getOffset(instant).getTotalSeconds();
        return offset - Math.floorDiv(offset + 30, 60) * 60;
    }

    @Override
    public boolean mayLackEnd() {
        return true;
    }

    @Override
    public boolean hasTimes() {
        return false;
    }

    @Override
    public boolean fillsBetween(int before, int after) {
        return DjangoHoles.isExpected(calendar, before) && DjangoHoles.isExpected(calendar, after);
    }

    @Override
    public String replicating() {
        return "sync()";
    }

    @Override
    public HoleFiller holes(
            ChunkContext context, ChunkTable table, Connection connection, Workspace workspace, WriteTally tally) {
        return new DjangoHoles(context, table, connection, workspace, tally);
    }
}
