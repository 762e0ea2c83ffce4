package io.holcstore.testkit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneRules;

/** Local time of a zone for the shapes of the generators. StrictMath alone: the same bits everywhere. */
final class LocalClock {
    private static final long DAY_MILLIS = 86_400_000;
    private static final double YEAR_DAYS = 365.2425;

    private final ZoneRules rules;
    private double hour;
    private double standardHour;
    private long epochDay;

    LocalClock(ZoneId zone) {
        this.rules = zone.getRules();
    }

    void moveTo(long epochMillis) {
        Instant instant = Instant.ofEpochMilli(epochMillis);
        long local = epochMillis + 1000L * rules.getOffset(instant).getTotalSeconds();
        long standard = epochMillis + 1000L * rules.getStandardOffset(instant).getTotalSeconds();
        epochDay = Math.floorDiv(local, DAY_MILLIS);
        hour = hourOf(local);
        standardHour = hourOf(standard);
    }

    private static double hourOf(long localMillis) {
        return Math.floorMod(localMillis, DAY_MILLIS) / 3_600_000.0;
    }

    /** The hour of the local day, 0 to 24. */
    double hour() {
        return hour;
    }

    boolean isWeekend() {
        return LocalDate.ofEpochDay(epochDay).getDayOfWeek().getValue() >= 6;
    }

    /** 1 in the middle of January, -1 in the middle of July. */
    double winter() {
        return StrictMath.cos((epochDay - 15) / YEAR_DAYS * 2 * Math.PI);
    }

    /** A bell over the hours of the day: 1 at its centre, with this deviation. */
    double bump(double centre, double deviation) {
        double distance = Math.abs(hour - centre);
        double hours = Math.min(distance, 24 - distance) / deviation;
        return StrictMath.exp(-hours * hours / 2);
    }

    /** The sine of the sun's height over the horizon; negative at night. Noon is at 12 of standard time. */
    double sineOfSolarElevation(double latitudeDegrees) {
        double declination = StrictMath.toRadians(-23.44) * StrictMath.cos((epochDay + 10) / YEAR_DAYS * 2 * Math.PI);
        double latitude = StrictMath.toRadians(latitudeDegrees);
        double angle = (standardHour - 12) / 24 * 2 * Math.PI;
        return StrictMath.sin(latitude) * StrictMath.sin(declination)
                + StrictMath.cos(latitude) * StrictMath.cos(declination) * StrictMath.cos(angle);
    }
}
