package io.holcstore.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words of a command line: names in their order, and options. Immutable. */
final class Arguments {
    private static final Set<String> WITHOUT_VALUE = Set.of("--yes", "--preview", "--resync", "--wide", "--help");

    /** What a JVM reads instead of bytes that its encoding does not have. */
    private static final char UNREADABLE = '\uFFFD';

    private final List<String> names = new ArrayList<>();
    private final Map<String, List<String>> options = new LinkedHashMap<>();

    /**
     * Reads a command line. The value of an option is the next word, or stands behind {@code =}.
     *
     * @throws UsageException when an option lacks its value, or has one that it does not take, or when the JVM could
     *     not read a word
     */
    Arguments(String... words) {
        for (String word : words) {
            requireReadable(word);
        }
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            if (!word.startsWith("--")) {
                names.add(word);
                continue;
            }
            int equals = word.indexOf('=');
            String option = equals < 0 ? word : word.substring(0, equals);
            if (WITHOUT_VALUE.contains(option)) {
                if (equals >= 0) {
                    throw new UsageException(option + " takes no value; leave out " + word.substring(equals));
                }
                add(option, "");
            } else if (equals >= 0) {
                add(option, word.substring(equals + 1));
            } else if (i + 1 < words.length) {
                add(option, words[++i]);
            } else {
                throw new UsageException("the option " + option + " needs a value");
            }
        }
    }

    private static void requireReadable(String word) {
        if (word.indexOf(UNREADABLE) >= 0) {
            throw new UsageException("the JVM could not read '" + word
                    + "' in the encoding of the environment; set LC_ALL=C.UTF-8 or another locale of UTF-8");
        }
    }

    private void add(String option, String value) {
        options.computeIfAbsent(option, any -> new ArrayList<>()).add(value);
    }

    /** Returns the names, that of the command included. */
    List<String> names() {
        return List.copyOf(names);
    }

    /**
     * Refuses more names than a command has.
     *
     * @throws UsageException naming the first one that is left over
     */
    void requireNames(int most) {
        if (names.size() > most) {
            throw new UsageException("'" + names.get(most) + "' is left over; put names with blanks into quotes");
        }
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    /** Returns the values of an option that may occur more than once. */
    List<String> all(String option) {
        return options.getOrDefault(option, List.of());
    }

    /**
     * Returns the value of an option.
     *
     * @throws UsageException when it occurs more than once
     */
    Optional<String> one(String option) {
        List<String> values = all(option);
        if (values.size() > 1) {
            throw new UsageException("the option " + option + " occurs " + values.size() + " times");
        }
        return values.stream().findFirst();
    }

    /**
     * Refuses options that a command does not have.
     *
     * @throws UsageException naming the first one
     */
    void requireOnly(Set<String> known) {
        for (String option : options.keySet()) {
            if (!known.contains(option)) {
                throw new UsageException("the command has no option " + option + "; it has "
                        + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }
}
