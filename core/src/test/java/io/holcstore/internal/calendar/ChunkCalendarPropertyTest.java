package io.holcstore.internal.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.holcstore.Seeds;
import io.holcstore.error.DefinitionException;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The calendar against java.time walked step by step, in every zone this JDK knows. The seed is fixed; another one
 * comes with {@code -Dholcstore.seed=...}.
 */
class ChunkCalendarPropertyTest {
    private static final long SEED = Seeds.of(20240331);
    private static final int FIRST_YEAR = 1700;
    private static final int LAST_YEAR = 2300;
    private static final List<Frequency> STEPS =
            List.of("1min", "5min", "10min", "15min", "20min", "30min", "1h", "1d").stream()
                    .map(Frequency::parse)
                    .toList();

    private final Random random = new Random(SEED);

    @Test
    void chunksAndSlotsAreThoseOfAWalkThroughTheLocalCalendar() {
        for (ZoneId zone : zones()) {
            List<Instant> changes = changes(zone);
            List<Frequency> steps = fitting(zone);
            for (int i = 0; i < 6; i++) {
                ChunkCalendar calendar = randomCalendar(zone, steps);
                checkChunk(calendar, calendar.chunkOf(i % 2 == 0 ? randomMillis() : nearChange(changes)));
            }
        }
    }

    @Test
    void windowsAreThoseOfAWalkThroughTheLocalCalendar() {
        for (ZoneId zone : zones()) {
            List<Instant> changes = changes(zone);
            List<Frequency> steps = fitting(zone);
            for (int i = 0; i < 4; i++) {
                ChunkCalendar calendar = randomCalendar(zone, steps);
                checkWindow(calendar, i % 2 == 0 ? randomMillis() : nearChange(changes));
            }
        }
    }

    /** Skipped and doubled days are few: every clock change of every zone, by days. */
    @Test
    void daysAroundEveryClockChangeAreTheLocalDaysThatExist() {
        Set<Object> rules = new HashSet<>();
        for (ZoneId zone : zones()) {
            if (rules.add(zone.getRules())) {
                ChunkCalendar calendar = ChunkCalendar.of(ChunkBy.YEAR_MONTH, Frequency.parse("1d"), zone);
                Set<Integer> chunks = new TreeSet<>();
                for (Instant change : changes(zone)) {
                    chunks.add(calendar.chunkOf(change.toEpochMilli()));
                    chunks.add(calendar.chunkOf(change.toEpochMilli() - 1));
                }
                for (int chunk : chunks) {
                    checkDays(calendar, chunk);
                }
            }
        }
    }

    @Test
    void chunksCutTheTimeLineWithoutHolesOrOverlaps() {
        Set<Object> rules = new HashSet<>();
        for (ZoneId zone : zones()) {
            if (rules.add(zone.getRules())) {
                for (ChunkBy chunkBy : ChunkBy.values()) {
                    checkPartition(ChunkCalendar.of(chunkBy, Frequency.parse("1d"), zone));
                }
            }
        }
    }

    private static void checkDays(ChunkCalendar calendar, int chunk) {
        long[] walked = walk(calendar, chunk);
        long[] days = LongStream.range(0, calendar.slots(chunk))
                .map(slot -> calendar.epochMillisAt(chunk, (int) slot))
                .toArray();
        assertThat(days).as("%s, chunk %d", calendar, chunk).isEqualTo(walked);
        for (int slot = 0; slot < walked.length; slot++) {
            if (calendar.slotOf(chunk, walked[slot]) != slot) {
                fail("%s: chunk %d, day %d at %d", calendar, chunk, slot, walked[slot]);
            }
        }
    }

    private void checkPartition(ChunkCalendar calendar) {
        int first = chunk(calendar, FIRST_YEAR, 1);
        int last = chunk(calendar, LAST_YEAR, 12);
        for (int chunk = first; chunk <= last; chunk++) {
            long start = calendar.startMillis(chunk);
            long end = calendar.endMillis(chunk);
            long inside = start + (long) (random.nextDouble() * (end - start));
            boolean right = start == start(calendar, chunk)
                    && start < end
                    && end == calendar.startMillis(chunk + 1)
                    && calendar.chunkOf(start) == chunk
                    && calendar.chunkOf(inside) == chunk
                    && calendar.chunkOf(end - 1) == chunk
                    && calendar.chunkOf(end) == chunk + 1
                    && calendar.chunkOf(start - 1) == chunk - 1 // and so the next is not answered from memory
                    && calendar.chunkOf(start + random.nextInt(2 * 3_600_000)) == chunk;
            if (!right) {
                fail("%s: chunk %d of [%d, %d), instant inside %d, seed %d", calendar, chunk, start, end, inside, SEED);
            }
        }
    }

    private void checkChunk(ChunkCalendar calendar, int chunk) {
        String name = calendar + ", chunk " + chunk + ", seed " + SEED;
        long[] walked = walk(calendar, chunk);
        long end = start(calendar, chunk + 1);

        assertThat(calendar.startMillis(chunk)).as(name).isEqualTo(start(calendar, chunk));
        assertThat(calendar.endMillis(chunk)).as(name).isEqualTo(end);
        assertThat(calendar.slots(chunk)).as(name).isEqualTo(walked.length);
        for (int slot = 0; slot < walked.length; slot++) {
            if (slot > 20 && slot < walked.length - 20 && random.nextInt(walked.length) > 200) {
                continue; // the ends of every chunk, and a sample between
            }
            long t = walked[slot];
            long next = slot + 1 < walked.length ? walked[slot + 1] : end;
            long between = t + 1 + (long) (random.nextDouble() * (next - t - 1));
            boolean right = calendar.epochMillisAt(chunk, slot) == t
                    && calendar.slotOf(chunk, t) == slot
                    && calendar.chunkOf(t) == chunk
                    && calendar.chunkOf(between) == chunk
                    && calendar.slotOf(chunk, between) == -1
                    && calendar.firstSlotAtOrAfter(chunk, t) == slot
                    && calendar.firstSlotAtOrAfter(chunk, between) == slot + 1
                    && calendar.nearestBefore(t) == t
                    && calendar.nearestAfter(t) == t
                    && calendar.nearestBefore(between) == t
                    && calendar.nearestAfter(between) == next;
            if (!right) {
                fail("%s: slot %d at %d, off the grid at %d", name, slot, t, between);
            }
        }
        assertThat(calendar.joins(chunk)).as(name).isEqualTo(joins(calendar, chunk, walked));
        assertThat(calendar.slotOf(chunk, end)).as(name).isEqualTo(-1);
        assertThat(calendar.firstSlotAtOrAfter(chunk, walked[0] - 1)).as(name).isZero();
        assertThat(calendar.firstSlotAtOrAfter(chunk, end)).as(name).isEqualTo(walked.length);
    }

    private void checkWindow(ChunkCalendar calendar, long near) {
        int first = calendar.chunkOf(near);
        int last = first + random.nextInt(4);
        long start = randomEnd(calendar, first);
        long end = Math.max(start, randomEnd(calendar, last));
        TimeRange range = TimeRange.ofEpochMillis(start, end);
        String name = calendar + ", " + range + ", seed " + SEED;
        Window window = calendar.window(range);

        List<Integer> chunks = new ArrayList<>();
        LongStream.Builder points = LongStream.builder();
        boolean uniform = true;
        boolean cut = false;
        int size = 0;
        for (int chunk = first; chunk <= last; chunk++) {
            long[] walked = walk(calendar, chunk);
            int from = (int) Arrays.stream(walked).filter(t -> t < start).count();
            int to = (int) Arrays.stream(walked).filter(t -> t < end).count();
            if (from < to) {
                uniform &= !cut;
                cut = !joins(calendar, chunk, walked);
                chunks.add(chunk);
                assertThat(window.offset(chunk)).as(name).isEqualTo(size);
                assertThat(window.fromSlot(chunk)).as(name).isEqualTo(from);
                assertThat(window.toSlot(chunk)).as(name).isEqualTo(to);
                Arrays.stream(walked, from, to).forEach(points);
                size += to - from;
            }
        }
        long[] expected = points.build().toArray();
        assertThat(window.size()).as(name).isEqualTo(expected.length);
        assertThat(window.lastChunk() - window.firstChunk() + 1).as(name).isEqualTo(chunks.size());
        if (!chunks.isEmpty()) {
            assertThat(window.firstChunk()).as(name).isEqualTo(chunks.get(0));
        }
        assertThat(window.epochMillis()).as(name).isEqualTo(expected);
        assertThat(window.isUniform()).as(name).isEqualTo(uniform);
        if (uniform) {
            checkGrid(window.grid(), expected, name);
        }
    }

    private void checkGrid(Grid grid, long[] expected, String name) {
        assertThat(grid.size()).as(name).isEqualTo(expected.length);
        if (expected.length == 0) {
            return;
        }
        assertThat(Grid.of(grid.startMillis(), grid.step(), grid.zone(), grid.size()))
                .as(name)
                .isEqualTo(grid);
        for (int i = 0; i < 50; i++) {
            int index = random.nextInt(expected.length);
            assertThat(grid.epochMillisAt(index)).as(name).isEqualTo(expected[index]);
            assertThat(grid.indexOf(expected[index])).as(name).isEqualTo(index);
            assertThat(grid.indexOf(expected[index] + 1)).as(name).isEqualTo(-1);
            assertThat(grid.slice(index, grid.size()).startMillis()).as(name).isEqualTo(expected[index]);
        }
        assertThat(grid.slice(0, expected.length - 1).endMillis()).as(name).isEqualTo(expected[expected.length - 1]);
    }

    /** A chunk's bound, one of its grid points, or any instant in it. */
    private long randomEnd(ChunkCalendar calendar, int chunk) {
        long start = calendar.startMillis(chunk);
        return switch (random.nextInt(4)) {
            case 0 -> start;
            case 1 -> calendar.epochMillisAt(chunk, random.nextInt(calendar.slots(chunk)));
            case 2 ->
                Math.min(
                        calendar.endMillis(chunk),
                        calendar.epochMillisAt(chunk, calendar.slots(chunk) - 1) + 1 + random.nextInt(60_000));
            default -> start + (long) (random.nextDouble() * (calendar.endMillis(chunk) - start));
        };
    }

    // What the calendar should say, by java.time alone.

    private static long[] walk(ChunkCalendar calendar, int chunk) {
        LocalDate first = firstDay(calendar, chunk);
        LocalDate end = firstDay(calendar, chunk + 1);
        long[] points = new long[1_000];
        int size = 0;
        if (calendar.frequency().isCalendar()) {
            for (LocalDate day = first; day.isBefore(end); day = day.plusDays(1)) {
                ZonedDateTime start = day.atStartOfDay(calendar.zone());
                if (start.toLocalDate().equals(day)) { // else the zone skipped it
                    points[size++] = start.toInstant().toEpochMilli();
                }
            }
        } else {
            Duration step = Duration.ofMillis(calendar.frequency().millis());
            Instant stop = end.atStartOfDay(calendar.zone()).toInstant();
            for (Instant t = first.atStartOfDay(calendar.zone()).toInstant(); t.isBefore(stop); t = t.plus(step)) {
                points = size < points.length ? points : Arrays.copyOf(points, 2 * size);
                points[size++] = t.toEpochMilli();
            }
        }
        return Arrays.copyOf(points, size);
    }

    private static boolean joins(ChunkCalendar calendar, int chunk, long[] walked) {
        return calendar.frequency().isCalendar()
                || walked[walked.length - 1] + calendar.frequency().millis() == start(calendar, chunk + 1);
    }

    private static long start(ChunkCalendar calendar, int chunk) {
        return firstDay(calendar, chunk)
                .atStartOfDay(calendar.zone())
                .toInstant()
                .toEpochMilli();
    }

    private static LocalDate firstDay(ChunkCalendar calendar, int chunk) {
        return calendar.chunkBy() == ChunkBy.YEAR
                ? LocalDate.of(chunk, 1, 1)
                : LocalDate.of(0, 1, 1).plus(Period.ofMonths(chunk));
    }

    private static int chunk(ChunkCalendar calendar, int year, int month) {
        return calendar.chunkBy() == ChunkBy.YEAR ? year : year * 12 + month - 1;
    }

    private static List<ZoneId> zones() {
        return new TreeSet<>(ZoneId.getAvailableZoneIds())
                .stream().map(ZoneId::of).toList();
    }

    /** Small steps are rare, and years in small steps left out: the walk would take too long. */
    private ChunkCalendar randomCalendar(ZoneId zone, List<Frequency> steps) {
        if (random.nextInt(4) == 0) {
            List<Frequency> large = steps.subList(steps.size() / 2, steps.size());
            return ChunkCalendar.of(ChunkBy.YEAR, large.get(random.nextInt(large.size())), zone);
        }
        int small = random.nextInt(10) == 0 ? 0 : Math.min(2, steps.size() - 1);
        return ChunkCalendar.of(ChunkBy.YEAR_MONTH, steps.get(random.nextInt(small, steps.size())), zone);
    }

    private static List<Frequency> fitting(ZoneId zone) {
        return STEPS.stream().filter(step -> fits(step, zone)).toList();
    }

    private static boolean fits(Frequency step, ZoneId zone) {
        try {
            FrequencyCheck.check(ChunkBy.YEAR, step, zone);
            return true;
        } catch (DefinitionException cut) {
            return false;
        }
    }

    private long randomMillis() {
        LocalDate day = LocalDate.ofYearDay(random.nextInt(FIRST_YEAR, LAST_YEAR + 1), 1);
        return (day.toEpochDay() + random.nextInt(365)) * 86_400_000 + random.nextInt(86_400_000);
    }

    private long nearChange(List<Instant> changes) {
        return changes.isEmpty()
                ? randomMillis()
                : changes.get(random.nextInt(changes.size())).toEpochMilli() + random.nextInt(-2, 3) * 86_400_000L;
    }

    /** The zone's clock changes that its rules list, and a century of those that they imply. */
    private static List<Instant> changes(ZoneId zone) {
        List<Instant> changes = new ArrayList<>();
        Instant end = Instant.parse("2100-01-01T00:00:00Z");
        ZoneOffsetTransition change = zone.getRules().nextTransition(Instant.parse("1700-01-01T00:00:00Z"));
        while (change != null && change.getInstant().isBefore(end)) {
            changes.add(change.getInstant());
            change = zone.getRules().nextTransition(change.getInstant());
        }
        return changes;
    }
}
