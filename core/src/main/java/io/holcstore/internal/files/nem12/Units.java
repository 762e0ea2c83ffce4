package io.holcstore.internal.files.nem12;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The units to which values are converted, one for each quantity. Without any, values stay as they are. */
final class Units {
    static final Units AS_WRITTEN = new Units(Map.of());

    private static final List<String> BASES = List.of("WH", "VARH", "VAH", "W", "VAR", "VA", "V", "A");
    private static final int LONGEST_NUMBER = 1_000; // the time to parse one grows with its square
    private static final String PREFIXES = " KMG"; // a power of 1,000 each
    private static final Map<String, Unit> KNOWN = known();

    /** A unit: a power of ten of its base. */
    private record Unit(String base, int power) {}

    private final Map<String, Integer> powers; // by base

    private Units(Map<String, Integer> powers) {
        this.powers = powers;
    }

    /** @throws IllegalArgumentException for an unknown unit, and for two of one quantity */
    static Units of(List<String> names) {
        Map<String, Integer> powers = new HashMap<>();
        for (String name : names) {
            Unit unit = KNOWN.get(canonical(name));
            if (unit == null) {
                throw new IllegalArgumentException(
                        "'" + name + "' is not a unit that can be converted: Wh, VArh, VAh, W,"
                                + " VAr, VA, V and A are, also with k, M or G before them");
            }
            if (powers.put(unit.base(), unit.power()) != null) {
                throw new IllegalArgumentException("units " + names + " has two units of one quantity");
            }
        }
        if (powers.isEmpty()) {
            throw new IllegalArgumentException("units(..) needs a unit, such as \"kWh\"");
        }
        return new Units(Map.copyOf(powers));
    }

    private static Map<String, Unit> known() {
        Map<String, Unit> known = new HashMap<>();
        for (String base : BASES) {
            for (int i = 0; i < PREFIXES.length(); i++) {
                known.put((PREFIXES.charAt(i) + base).strip(), new Unit(base, 3 * i));
            }
        }
        return known;
    }

    /** Returns a unit in upper case, because case does not matter in these files. */
    static String canonical(String name) {
        return name.strip().toUpperCase(Locale.ROOT);
    }

    /**
     * Returns the power of ten by which values in a unit are multiplied.
     *
     * @throws IllegalArgumentException when none of these units has its quantity
     */
    int power(String name) {
        if (powers.isEmpty()) {
            return 0;
        }
        Unit unit = KNOWN.get(canonical(name));
        Integer wanted = unit == null ? null : powers.get(unit.base());
        if (unit == null || wanted == null) {
            throw new IllegalArgumentException("cannot be converted to a unit of units(..); add a unit of its quantity,"
                    + " or leave such channels out by a function that returns null");
        }
        return unit.power() - wanted;
    }

    /** Returns a number times a power of ten, rounded once. */
    static double scaled(String number, int power) {
        if (number.length() > LONGEST_NUMBER) {
            throw new IllegalArgumentException("has " + number.length() + " characters");
        }
        return Double.parseDouble(
                new BigDecimal(number.strip()).scaleByPowerOfTen(power).toString());
    }

    /** Returns the unit of converted values, for comparisons. Null stands for one unit for all. */
    @Nullable
    String unitOf(String name) {
        return powers.isEmpty() ? canonical(name) : null;
    }
}
