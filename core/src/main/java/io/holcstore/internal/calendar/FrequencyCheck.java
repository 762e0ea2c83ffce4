package io.holcstore.internal.calendar;

import io.holcstore.error.DefinitionException;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks which frequencies a chunk calendar supports: one day, or a duration that divides a day, keeps the number of
 * slots of a chunk within bounds, and fits all clock changes of the zone. Changes before 1970 are ignored: local mean
 * times had odd seconds, so that no step except a second would fit them.
 */
final class FrequencyCheck {
    static final long DAY = 86_400_000;
    static final int MAX_SLOTS = 4_194_304;

    private static final List<Frequency> COMMON = List.of(
                    "12h", "6h", "4h", "3h", "2h", "1h", "30min", "20min", "15min", "10min", "5min", "1min", "30s",
                    "10s", "1s")
            .stream()
            .map(Frequency::parse)
            .toList();

    private final ChunkBy chunkBy;
    private final ZoneId zone;
    private final List<Change> changes;

    /** A clock change by a number of milliseconds; {@code when} is a part of a sentence. */
    private record Change(long millis, String when) {}

    private FrequencyCheck(ChunkBy chunkBy, ZoneId zone) {
        this.chunkBy = chunkBy;
        this.zone = zone;
        this.changes = changesSince1970(zone.getRules());
    }

    static void check(ChunkBy chunkBy, Frequency frequency, ZoneId zone) {
        if (!frequency.isCalendar()) {
            new FrequencyCheck(chunkBy, zone).check(frequency);
        } else if (frequency.days() != 1) {
            throw new DefinitionException(
                    "freq \"" + frequency + "\" cannot be the step of a store; use \"1d\""
                            + " or a duration that divides a day",
                    "freq");
        }
    }

    private void check(Frequency frequency) {
        long step = frequency.millis();
        if (DAY % step != 0) {
            throw new DefinitionException("freq \"" + frequency + "\" does not divide a day; " + works(step), "freq");
        }
        if (tooMany(chunkBy, step)) {
            boolean shorter = chunkBy == ChunkBy.YEAR && !tooMany(ChunkBy.YEAR_MONTH, step);
            throw new DefinitionException(
                    "freq \"" + frequency + "\" gives a chunk by " + chunkBy + " more than " + MAX_SLOTS + " slots; "
                            + works(step) + (shorter ? ", or chunkBy(YEAR_MONTH)" : ""),
                    "freq");
        }
        cutBy(step).ifPresent(change -> {
            throw new DefinitionException(
                    "freq \"" + frequency + "\" does not fit tz \"" + zone + "\", whose clock changes by "
                            + Frequency.of(Duration.ofMillis(change.millis)) + " " + change.when
                            + ", not by a whole number of steps; "
                            + works(step) + ", and so does a tz of a fixed offset such as \"" + standardOffset()
                            + "\", whose clock never changes",
                    "freq");
        });
    }

    /** Names a frequency that passes every check: the next smaller common one, or the next larger. */
    private String works(long step) {
        if (step >= DAY) {
            return "\"1d\" works";
        }
        Optional<Frequency> smaller = COMMON.stream()
                .filter(f -> f.millis() <= step && passes(f.millis()))
                .findFirst();
        return "\""
                + smaller.or(() ->
                                COMMON.stream().filter(f -> passes(f.millis())).reduce((a, b) -> b))
                        .orElseThrow() + "\" works";
    }

    private boolean passes(long step) {
        return !tooMany(chunkBy, step) && cutBy(step).isEmpty();
    }

    /** Returns whether a chunk has too many slots, with one more day for zones that had a day twice. */
    private static boolean tooMany(ChunkBy chunkBy, long step) {
        long days = chunkBy == ChunkBy.YEAR ? 366 : 31;
        return (days + 1) * DAY > MAX_SLOTS * step;
    }

    /**
     * Returns the latest change that is not a whole number of steps, first among yearly changes and then among past
     * ones.
     */
    private Optional<Change> cutBy(long step) {
        return changes.stream().filter(change -> change.millis % step != 0).findFirst();
    }

    private static List<Change> changesSince1970(ZoneRules rules) {
        List<Change> changes = new ArrayList<>();
        for (ZoneOffsetTransitionRule rule : rules.getTransitionRules()) {
            int before = rule.getOffsetBefore().getTotalSeconds();
            changes.add(new Change(1_000L * Math.abs(rule.getOffsetAfter().getTotalSeconds() - before), "every year"));
        }
        List<ZoneOffsetTransition> listed = rules.getTransitions();
        for (int i = listed.size() - 1; i >= 0 && !listed.get(i).getInstant().isBefore(Instant.EPOCH); i--) {
            ZoneOffsetTransition change = listed.get(i);
            changes.add(new Change(
                    change.getDuration().abs().toMillis(),
                    "on " + change.getDateTimeBefore().toLocalDate()));
        }
        return changes;
    }

    private String standardOffset() {
        List<ZoneOffsetTransition> listed = zone.getRules().getTransitions();
        return zone.getRules()
                .getStandardOffset(listed.get(listed.size() - 1).getInstant())
                .getId();
    }
}
