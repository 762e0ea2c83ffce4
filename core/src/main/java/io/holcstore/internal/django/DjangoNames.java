package io.holcstore.internal.django;

import io.holcstore.error.DefinitionException;
import io.holcstore.time.ChunkBy;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The names that the Python application gives to the table of a model and to its constraints and indexes:
 * {@code app_model} in lower case, followed by the settings of the store. A name that is too long keeps its beginning
 * and gets a BLAKE2b hash of the whole name, as long as there is room for.
 */
public record DjangoNames(String table, String unique, String axisIndex, String updatedIndex) {
    /** The longest name in PostgreSQL, in bytes. */
    private static final int MAX_TABLE = 63;

    /** The longest name of an index in Django, which respects the limit of Oracle. */
    private static final int MAX_INDEX = 30;

    private static final int TABLE_HASH = 4;
    private static final int INDEX_HASH = 2;
    private static final Pattern PYTHON_NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}_]*");

    /**
     * Returns the names for a model.
     *
     * @param frequency the step in the spelling of the application: {@code 15min}, {@code 1h}, {@code 1D}
     * @param zone the name of the zone in the tz database
     * @param sync whether the application keeps tombstones for replicas
     * @throws DefinitionException when these cannot be the names of an application and a model
     */
    public static DjangoNames of(
            String app, String model, ChunkBy chunkBy, String frequency, String zone, boolean sync) {
        String base =
                checked("application", app) + '_' + checked("model", model).toLowerCase(Locale.ROOT);
        if (length(base) > MAX_TABLE) {
            throw new DefinitionException(
                    "onDjangoTable('" + app + "', '" + model
                            + "'): the names are too long, so the application itself cannot create such a table",
                    "onDjangoTable");
        }
        String settings = "__ca" + (chunkBy == ChunkBy.YEAR ? "year" : "year_month") + "_f" + frequency + "_tz"
                + zone.replace('/', '_') + (sync ? "_sync" : "_nosync");
        return new DjangoNames(
                cut(base + settings, MAX_TABLE, TABLE_HASH),
                cut(base + "_unq", MAX_INDEX, INDEX_HASH),
                cut(base + "_axis", MAX_INDEX, INDEX_HASH),
                cut(base + "_upd", MAX_INDEX, INDEX_HASH));
    }

    private static String checked(String what, String name) {
        if (!PYTHON_NAME.matcher(name).matches()) {
            throw new DefinitionException(
                    "onDjangoTable: " + what + " '" + name + "' must be a name of letters, digits and underscores",
                    "onDjangoTable");
        }
        return name;
    }

    private static String cut(String name, int max, int hashBytes) {
        if (length(name) <= max) {
            return name;
        }
        byte[] hash = Blake2b.hash(name.getBytes(StandardCharsets.UTF_8), hashBytes);
        int kept = max - 1 - 2 * hashBytes;
        return name.substring(0, name.offsetByCodePoints(0, kept))
                + '_'
                + HexFormat.of().formatHex(hash);
    }

    /** Counts code points, as Python does. */
    private static int length(String name) {
        return name.codePointCount(0, name.length());
    }
}
