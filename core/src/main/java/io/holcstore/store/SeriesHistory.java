package io.holcstore.store;

import io.holcstore.internal.time.Years;
import io.holcstore.key.SeriesKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that a {@link VersionedStore} knows of one key: the versions that count, and those that a put has replaced
 * or a delete has removed. {@link VersionedStore#history} returns it, and {@link VersionedStore#restore} stores it in
 * another store. Times are to the microsecond. Immutable.
 *
 * @param key the series
 * @param versions the versions that count, the highest number first
 * @param superseded the versions that no longer count, by number and time
 * @param nextNumber the number that the next {@link VersionedStore#append} gives
 * @param since the first instant whose history is known; empty where all of it is known
 */
public record SeriesHistory(
        SeriesKey key, List<Version> versions, List<Superseded> superseded, int nextNumber, Optional<Instant> since) {
    /**
     * A version that no longer counts.
     *
     * @param version what was stored from {@link Version#modifiedAt()} on
     * @param at when a put replaced it or a delete removed it
     */
    public record Superseded(Version version, Instant at) {}

    /**
     * Creates a history and checks it. Versions may come in any order.
     *
     * @throws IllegalArgumentException when no store can have such a history: no version at all, a version without a
     *     value, a number that is negative or not below {@code nextNumber}, a time before the one that it must follow,
     *     two versions of one number at one instant, a time outside the years 1 to 9999
     */
    public SeriesHistory {
        Objects.requireNonNull(key, "key");
        versions = versions.stream()
                .map(SeriesHistory::inMicros)
                .sorted(Comparator.comparing(Version::number).reversed())
                .toList();
        superseded = superseded.stream()
                .map(each -> new Superseded(inMicros(each.version), micros(each.at)))
                .sorted(Comparator.comparing((Superseded each) -> each.version.number())
                        .thenComparing(each -> each.version.modifiedAt()))
                .toList();
        since = since.map(SeriesHistory::micros);
        requirePossible(key, versions, superseded, nextNumber);
    }

    /** Creates a history of which nothing was replaced, removed or dropped. */
    public static SeriesHistory of(SeriesKey key, List<Version> versions) {
        int highest = versions.stream().mapToInt(Version::number).max().orElse(-1);
        return new SeriesHistory(key, versions, List.of(), highest + 1, Optional.empty());
    }

    private static Version inMicros(Version version) {
        return new Version(
                version.number(), micros(version.createdAt()), micros(version.modifiedAt()), version.series());
    }

    private static Instant micros(Instant time) {
        return Years.require(time, "a history with a time of").truncatedTo(ChronoUnit.MICROS);
    }

    private static void requirePossible(
            SeriesKey key, List<Version> versions, List<Superseded> superseded, int nextNumber) {
        List<Superseded> all = new ArrayList<>(superseded);
        versions.forEach(version -> all.add(new Superseded(version, Instant.MAX)));
        all.sort(Comparator.comparing((Superseded each) -> each.version.number())
                .thenComparing(each -> each.version.modifiedAt()));
        Superseded before = null;
        for (Superseded each : all) {
            Version version = each.version;
            String which = "history of " + key + ", version " + version.number() + ": ";
            require(version.series().valueCount() > 0, which, "it has no value");
            require(version.number() >= 0, which, "the first number is 0");
            require(version.number() < nextNumber, which, "the next number is " + nextNumber);
            require(
                    !version.modifiedAt().isBefore(version.createdAt()),
                    which,
                    "it was modified at " + version.modifiedAt() + ", before it was created at " + version.createdAt());
            require(
                    each.at.isAfter(version.modifiedAt()),
                    which,
                    "it was superseded at " + each.at + ", not after it was stored at " + version.modifiedAt());
            boolean apart = before == null
                    || before.version.number() != version.number()
                    || !before.at.isAfter(version.modifiedAt());
            require(apart, which, "two of them count at " + version.modifiedAt());
            before = each;
        }
        require(!all.isEmpty(), "history of " + key + ": ", "it has no version");
    }

    private static void require(boolean holds, String which, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(which + otherwise);
        }
    }
}
