package io.holcstore.internal.files.nem12;

import io.holcstore.key.SeriesKey;
import io.holcstore.store.Progress;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an import. Immutable.
 *
 * @param units to which values are converted
 * @param qualities flags of values to read, with a method or without; empty for all
 */
public record Nem12Settings(Path path, Units units, Set<String> qualities, Progress progress) {
    /** Creates the key of a channel. Null leaves the channel out. */
    public interface Keys extends Function<Nem12Channel, @Nullable SeriesKey> {}

    public static Nem12Settings of(Path path) {
        return new Nem12Settings(path, Units.AS_WRITTEN, Set.of(), Progress.NONE);
    }

    public Nem12Settings withUnits(List<String> names) {
        return new Nem12Settings(path, Units.of(names), qualities, progress);
    }

    public Nem12Settings withQualities(List<String> flags) {
        Set<String> all = new HashSet<>();
        for (String flag : flags) {
            if (!Quality.isReadable(flag)) {
                throw new IllegalArgumentException("'" + flag + "' is not a quality of values: A, E, F and S are, also"
                        + " with the two digits of a method, as in S14");
            }
            all.add(flag);
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException("quality(..) needs a flag, such as \"A\"");
        }
        return new Nem12Settings(path, units, Set.copyOf(all), progress);
    }

    public Nem12Settings withProgress(Progress listener) {
        return new Nem12Settings(path, units, qualities, listener);
    }

    /** Returns whether values of a quality are read. */
    boolean reads(String quality) {
        return qualities.isEmpty() || qualities.contains(quality) || qualities.contains(Quality.flag(quality));
    }
}
