package io.holcstore.internal.calendar;

import io.holcstore.internal.time.Years;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesException;
import java.time.zone.ZoneRulesProvider;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;

/**
 * The zone data of this JVM. Zone data is updated several times a year, with the JDK or with its tzdata, so two JVMs
 * may have different data of one zone.
 */
public final class ZoneData {
    /** The end of the fingerprint. Rules that repeat every year have shown all their changes by then. */
    private static final Instant HORIZON = Instant.parse("2101-01-01T00:00:00Z");

    /** The setting of a store of days that contains {@link #dayStarts}. */
    public static final String DAY_STARTS = "dayStarts";

    private ZoneData() {}

    /** Returns the end of a message about settings with different starts of days; empty when they do not differ. */
    public static String hint(Map<String, String> some, Map<String, String> here) {
        String zone = here.get("tz");
        return zone == null || Objects.equals(some.get(DAY_STARTS), here.get(DAY_STARTS))
                ? ""
                : "; " + otherDays(ZoneId.of(zone));
    }

    /**
     * Returns the zone and the version of its data in this JVM, for messages: {@code "Europe/Paris (zone data 2025b)"}.
     */
    public static String text(ZoneId zone) {
        String version = "of unknown version";
        try {
            NavigableMap<String, ZoneRules> versions = ZoneRulesProvider.getVersions(zone.getId());
            version = versions.isEmpty() ? version : versions.lastKey();
        } catch (ZoneRulesException e) {
            // the zone is an offset, which has no data
        }
        return zone + " (zone data " + version + ')';
    }

    /** Returns a message for stored days whose instants are not known, with the remedy. */
    public static String otherDays(ZoneId zone) {
        return "by the zone data that they were written with, the local days of the zone started at other instants than by that of"
                + " this JVM, " + text(zone)
                + "; give all JVMs the same zone data, and let schema().rezone() convert the days of"
                + " the store to it";
    }

    /**
     * Returns a fingerprint of the starts of the zone's local days. It is the same in all JVMs in which they start at
     * the same instants from 1970 to 2100, whatever the version of their data. The years before 1970 are left out,
     * because their data differs often, and few stores have days of them.
     */
    public static String dayStarts(ZoneId zone) {
        ZoneRules rules = zone.getRules();
        long hash = mix(0, Years.dayStart(LocalDate.EPOCH, rules));
        ZoneOffsetTransition change = rules.nextTransition(Instant.EPOCH);
        while (change != null && change.getInstant().isBefore(HORIZON)) {
            LocalDate last = change.getDateTimeAfter().toLocalDate().plusDays(1);
            for (LocalDate day = change.getDateTimeBefore().toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
                hash = mix(hash, Years.dayStart(day, rules));
            }
            change = rules.nextTransition(change.getInstant());
        }
        return String.format(Locale.ROOT, "%016x", hash);
    }

    /** Returns the next state of FNV-1a for a long, with its high bits mixed into the low ones. */
    private static long mix(long hash, long value) {
        long mixed = (hash ^ value) * 0x100000001b3L;
        return mixed ^ (mixed >>> 32);
    }
}
