package io.holcstore.internal.projection;

import io.holcstore.error.DefinitionException;
import io.holcstore.error.SchemaMismatchException;
import io.holcstore.internal.calendar.BucketCalendar;
import io.holcstore.internal.calendar.BucketRule;
import io.holcstore.internal.calendar.ChunkCalendar;
import io.holcstore.internal.calendar.ZoneData;
import io.holcstore.internal.chunk.ChunkDefinition;
import io.holcstore.internal.definition.KeyAxes;
import io.holcstore.internal.feed.ChangeCheck;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.projection.ProjectionLayout;
import io.holcstore.internal.sql.projection.ProjectionShape;
import io.holcstore.key.Axis;
import io.holcstore.time.Frequency;
import io.holcstore.time.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A projection with consistent settings: its table, and the rules for its buckets and days.
 *
 * @param store the store with the values
 * @param shape the columns of its rows
 * @param buckets the calendar of its buckets
 * @param days the calendar of the local dates of its rows
 */
record ProjectionDefinition(
        ProjectionSettings settings,
        ChunkDefinition store,
        ProjectionShape shape,
        TableSpec spec,
        BucketCalendar buckets,
        BucketCalendar days) {
    private static final Frequency DAY = Frequency.parse("1d");
    private static final String FILTER = "filter";

    /** Where the chunks of the store begin: rows of a chunk that was laid elsewhere cannot be found by its number. */
    private static final String STORE_DAY_STARTS = "storeDayStarts";

    private static final int SAMPLE_YEAR = 2024;
    private static final int SHOWN = 200;
    private static final int FINGERPRINT = 16;

    static ProjectionDefinition of(ProjectionSettings settings, ChunkDefinition store) {
        ChangeCheck.requireReplicated(store);
        ProjectionShape shape = shape(settings);
        List<Axis<?>> across = settings.across();
        List<Axis<?>> axes = across == null ? store.axes() : across;
        requireNames(settings, axes, shape);
        ChunkCalendar slots = store.calendar();
        return new ProjectionDefinition(
                settings,
                store,
                shape,
                spec(settings, store, axes, shape),
                BucketCalendar.of(rule(settings, store), slots),
                days(settings, slots));
    }

    private static ProjectionShape shape(ProjectionSettings settings) {
        if (settings.bucket() == null && !settings.byValue()) {
            throw wrong(settings, "call by(..) for the length of its buckets, or byValue()", "by");
        }
        if (settings.byValue() && settings.across() != null) {
            throw wrong(
                    settings,
                    "byValue() and across(..) do not go together: across series there are only buckets; call by(..)"
                            + " with the step of the store",
                    "byValue");
        }
        if (settings.byValue() && !settings.yearStart().equals(BucketRule.JANUARY)) {
            throw wrong(
                    settings, "byValue() and yearStart(..) do not go together: values belong to no year", "byValue");
        }
        return settings.byValue()
                ? ProjectionShape.VALUES
                : settings.across() == null ? ProjectionShape.BUCKETS : ProjectionShape.GROUPS;
    }

    private static void requireNames(ProjectionSettings settings, List<Axis<?>> axes, ProjectionShape shape) {
        for (Axis<?> axis : axes) {
            if (shape.names().contains(axis.name().toLowerCase(Locale.ROOT))) {
                throw wrong(
                        settings,
                        "it has a column " + axis.name() + " itself, so that axis " + axis
                                + " of the store cannot be one of its columns",
                        "axis");
            }
        }
    }

    private static DefinitionException wrong(ProjectionSettings settings, String why, String setting) {
        return new DefinitionException("projection " + settings.name() + ": " + why, settings.name(), setting);
    }

    /** Values have the slots of the store. Only their dates depend on the zone and the start of the day. */
    private static BucketRule rule(ProjectionSettings settings, ChunkDefinition store) {
        Frequency bucket = settings.bucket();
        return bucket == null
                ? BucketRule.of(store.frequency(), store.zone())
                : new BucketRule(bucket, settings.zone(), settings.dayStart(), settings.yearStart());
    }

    private static BucketCalendar days(ProjectionSettings settings, ChunkCalendar slots) {
        BucketRule rule = new BucketRule(DAY, settings.zone(), settings.dayStart(), BucketRule.JANUARY);
        return settings.zone().equals(slots.zone()) ? BucketCalendar.of(rule, slots) : BucketCalendar.of(rule);
    }

    private static TableSpec spec(
            ProjectionSettings settings, ChunkDefinition store, List<Axis<?>> axes, ProjectionShape shape) {
        TableSpec spec =
                TableSpec.of(settings.table(), axes, recorded(settings, store), 1, false, new ProjectionLayout(shape));
        return spec.schema() == null ? spec.in(store.spec().schema()) : spec;
    }

    private static Map<String, String> recorded(ProjectionSettings settings, ChunkDefinition store) {
        Map<String, String> all = new TreeMap<>();
        List<Axis<?>> across = settings.across();
        all.put("across", across == null ? "each series" : '(' + KeyAxes.text(across) + ')');
        all.put("by", settings.byValue() ? "value" : String.valueOf(settings.bucket()));
        all.put("dayStart", settings.dayStart().toString());
        all.put(ZoneData.DAY_STARTS, ZoneData.dayStarts(settings.zone()));
        all.put(FILTER, filter(settings));
        all.put("retention", settings.retention() == null ? "all" : String.valueOf(settings.retention()));
        all.put("store", store.name());
        if (!settings.zone().equals(store.zone())) {
            all.put(STORE_DAY_STARTS, ZoneData.dayStarts(store.zone()));
        }
        all.put("tz", settings.zone().getId());
        all.put("yearStart", settings.yearStart().toString());
        return all;
    }

    /** Returns the fingerprint of a filter, which is compared, and the start of its text, for readers. */
    private static String filter(ProjectionSettings settings) {
        String text = settings.filter().conditions().stream()
                .map(Object::toString)
                .collect(Collectors.joining(" and "))
                .replaceAll("\\p{Cntrl}", " ");
        String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + ".." : text;
        return String.format(Locale.ROOT, "%016x ", settings.filter().fingerprint())
                + (shown.isEmpty() ? "all series" : shown);
    }

    /**
     * Checks a year of buckets in another zone: a store without values would not show that no refresh with values can
     * succeed.
     *
     * @throws IllegalArgumentException when buckets begin inside steps of the store
     */
    void requireWholeSteps() {
        if (!settings.zone().equals(store.zone())) {
            buckets.bounds(TimeRange.year(SAMPLE_YEAR, store.zone()));
        }
    }

    /** Returns a description of a refresh for messages. */
    String refreshing() {
        return "refreshing projection " + spec.name() + " of " + store.name();
    }

    /**
     * Compares the settings with the recorded ones.
     *
     * @throws SchemaMismatchException when they differ
     */
    void requireRecorded(String definition) {
        Map<String, String> there = TableSpec.parseSettings(definition);
        Map<String, String> here = spec.settings();
        TreeSet<String> names = new TreeSet<>(there.keySet());
        names.addAll(here.keySet());
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            String recorded = there.getOrDefault(name, "nothing");
            String wanted = here.getOrDefault(name, "nothing");
            if (!compared(name, recorded).equals(compared(name, wanted))) {
                differences.add(name + ": the table has " + shown(name, recorded) + ", the definition has "
                        + shown(name, wanted) + zoneData(name));
            }
        }
        if (!differences.isEmpty()) {
            differences.add("give the projection another table, or call schema().drop(), schema().createIfMissing()"
                    + " and refresh(), which fill it again with these settings");
            throw new SchemaMismatchException(spec.name(), differences);
        }
    }

    private String zoneData(String name) {
        return switch (name) {
            case ZoneData.DAY_STARTS -> ", by the data of " + ZoneData.text(settings.zone());
            case STORE_DAY_STARTS -> ", by the data of " + ZoneData.text(store.zone());
            default -> "";
        };
    }

    private static String compared(String name, String value) {
        return name.equals(FILTER) && value.length() > FINGERPRINT ? value.substring(0, FINGERPRINT) : value;
    }

    private static String shown(String name, String value) {
        return name.equals(FILTER) && value.length() > FINGERPRINT ? value.substring(FINGERPRINT + 1) : value;
    }
}
