package io.holcstore.internal.django;

import io.holcstore.error.DefinitionException;
import io.holcstore.time.ChunkBy;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the Python application calls the table of a model and what belongs to it: {@code app_model} in lower case with
 * the settings of the store behind it. A name that is too long keeps its beginning and gets a hash of the whole,
 * BLAKE2b of as many bytes as there is room for.
 */
public record DjangoNames(String table, String unique, String axisIndex, String updatedIndex) {
    /** What PostgreSQL keeps of a name. */
    private static final int MAX_TABLE = 63;

    /** What Django keeps of the name of an index, for the sake of Oracle. */
    private static final int MAX_INDEX = 30;

    private static final int TABLE_HASH = 4;
    private static final int INDEX_HASH = 2;
    private static final Pattern PYTHON_NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}_]*");

    /**
     * The names for a model.
     *
     * @param frequency the step as the application writes it: {@code 15min}, {@code 1h}, {@code 1D}
     * @param zone the zone's name as it is in the tz database
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
                            + "'): the names are longer than those for which the application itself makes a table",
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
                    "onDjangoTable: " + what + " '" + name + "' has to be a name of letters, digits and underscores",
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

    /** As Python counts: code points. */
    private static int length(String name) {
        return name.codePointCount(0, name.length());
    }
}
