package io.holcstore.internal.files.nem12;

/**
 * A record of kind 200, which describes the days that follow it.
 *
 * @param minutes the length of an interval
 */
public record Nem12Channel(
        String nmi,
        String configuration,
        String register,
        String suffix,
        String dataStream,
        String meter,
        String unit,
        int minutes) {
    private static final int MINUTES_OF_DAY = 24 * 60;

    /** Returns how many intervals a day has. */
    int intervals() {
        return MINUTES_OF_DAY / minutes;
    }
}
