package io.holcstore.testkit;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneOffsetTransitionRule.TimeDefinition;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Zones with two sets of rules, as two JVMs with different zone data know them. What is made {@linkplain #under under}
 * rules that it keeps, as a store's definition does, keeps them; the other one's may be at work beside it. Thread-safe.
 */
public final class ChangedZone {
    /** Which data a JVM has. */
    public enum Data {
        OLD,
        NEW
    }

    /**
     * Summer time from April to October, which the new data ends with the year 2022: what happened to
     * America/Mexico_City.
     */
    public static final String NO_SUMMER_TIME = "Changed/No_Summer_Time";

    /** Half an hour further east by the new data. */
    public static final String HALF_AN_HOUR = "Changed/Half_An_Hour";

    /** An hour further east from November 2022 on by the new data. */
    public static final String MOVED_EAST = "Changed/Moved_East";

    private static final ThreadLocal<Data> NOW = ThreadLocal.withInitial(() -> Data.OLD);

    static {
        ZoneRulesProvider.registerProvider(new Provider());
    }

    private ChangedZone() {}

    /** What is made by a JVM of this data. */
    public static <T> T under(Data data, Supplier<T> made) {
        Data before = NOW.get();
        NOW.set(data);
        try {
            return made.get();
        } finally {
            NOW.set(before);
        }
    }

    /** The zone, whose rules change with the data. */
    public static ZoneId zone(String name) {
        return ZoneId.of(name);
    }

    private static final class Provider extends ZoneRulesProvider {
        private final Map<String, Map<Data, ZoneRules>> rules = Map.of(
                NO_SUMMER_TIME,
                Map.of(Data.OLD, summerTime(true), Data.NEW, summerTime(false)),
                MOVED_EAST,
                Map.of(Data.OLD, ZoneRules.of(ZoneOffset.ofHours(-6)), Data.NEW, movedEast()),
                HALF_AN_HOUR,
                Map.of(
                        Data.OLD,
                        ZoneRules.of(ZoneOffset.ofHours(5)),
                        Data.NEW,
                        ZoneRules.of(ZoneOffset.ofHoursMinutes(5, 30))));

        private static ZoneRules movedEast() {
            ZoneOffset before = ZoneOffset.ofHours(-6);
            ZoneOffsetTransition move =
                    ZoneOffsetTransition.of(LocalDateTime.of(2022, 11, 20, 0, 0), before, ZoneOffset.ofHours(-5));
            return ZoneRules.of(before, before, List.of(), List.of(move), List.of());
        }

        private static ZoneRules summerTime(boolean goesOn) {
            ZoneOffset winter = ZoneOffset.ofHours(-6);
            ZoneOffset summer = ZoneOffset.ofHours(-5);
            List<ZoneOffsetTransitionRule> yearly = List.of(
                    ZoneOffsetTransitionRule.of(
                            Month.APRIL,
                            1,
                            DayOfWeek.SUNDAY,
                            LocalTime.of(2, 0),
                            false,
                            TimeDefinition.WALL,
                            winter,
                            winter,
                            summer),
                    ZoneOffsetTransitionRule.of(
                            Month.OCTOBER,
                            -1,
                            DayOfWeek.SUNDAY,
                            LocalTime.of(2, 0),
                            false,
                            TimeDefinition.WALL,
                            winter,
                            summer,
                            winter));
            List<ZoneOffsetTransition> past = new ArrayList<>();
            for (int year = 1996; year <= 2022; year++) {
                for (ZoneOffsetTransitionRule rule : yearly) {
                    past.add(rule.createTransition(year));
                }
            }
            return ZoneRules.of(winter, winter, List.of(), past, goesOn ? yearly : List.of());
        }

        @Override
        protected Set<String> provideZoneIds() {
            return rules.keySet();
        }

        /** Null for those who would keep them: they are to ask each time. */
        @Override
        @SuppressWarnings("NullAway")
        protected ZoneRules provideRules(String zoneId, boolean forCaching) {
            return forCaching ? null : rules.get(zoneId).get(NOW.get());
        }

        @Override
        protected NavigableMap<String, ZoneRules> provideVersions(String zoneId) {
            return new TreeMap<>(Map.of(NOW.get().name(), provideRules(zoneId, false)));
        }
    }
}
