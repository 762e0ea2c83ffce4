package io.holcstore.internal.store;

import io.holcstore.error.SchemaMismatchException;
import io.holcstore.internal.definition.Names;
import io.holcstore.internal.schema.RecordedStores;
import io.holcstore.internal.session.Session;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.store.Definition;
import io.holcstore.store.Encoding;
import io.holcstore.store.KeyedStoreBuilder;
import io.holcstore.store.ReadableStore;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.VersionedStoreBuilder;
import io.holcstore.time.ChunkBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the definition of a store from the settings that its database records. */
public final class RecordedDefinition {
    private static final List<AxisType<?>> WITHOUT_PARAMETERS = List.of(
            AxisType.INT,
            AxisType.BIGINT,
            AxisType.SMALLINT,
            AxisType.BOOLEAN,
            AxisType.TEXT,
            AxisType.DATE,
            AxisType.UUID,
            AxisType.TIMESTAMP);
    private static final Pattern VARCHAR = Pattern.compile("varchar\\((\\d+)\\)");
    private static final Pattern NUMERIC = Pattern.compile("numeric\\((\\d+),(\\d+)\\)");

    private final String name;
    private final Map<String, String> settings;

    private RecordedDefinition(String name, Map<String, String> settings) {
        this.name = name;
        this.settings = settings;
    }

    /** Returns the definition of a store, see {@link io.holcstore.Store#recorded(javax.sql.DataSource, String)}. */
    public static Definition<? extends ReadableStore> of(String name, Session session) {
        return new RecordedDefinition(name, RecordedStores.settings(Names.checkTable(name), session)).definition();
    }

    private Definition<? extends ReadableStore> definition() {
        return switch (settings.getOrDefault("store", "chunks")) {
            case "keyed" -> keyed();
            case "versioned" -> versioned();
            default -> chunks();
        };
    }

    private Definition<? extends ReadableStore> chunks() {
        StoreBuilder builder = new ChunkDefinitionBuilder().table(name);
        axes("axes").forEach(builder::axis);
        builder.chunkBy(ChunkBy.valueOf(setting("chunkBy")))
                .freq(setting("freq"))
                .tz(setting("tz"))
                .encoding(Encoding.valueOf(setting(TableSpec.ENCODING)));
        return setting("replicated").equals("true") ? builder.replicated().build() : builder.build();
    }

    private Definition<? extends ReadableStore> keyed() {
        KeyedStoreBuilder builder = new KeyedDefinitionBuilder().table(name);
        axes("axes").forEach(builder::axis);
        return builder.build();
    }

    private Definition<? extends ReadableStore> versioned() {
        VersionedStoreBuilder builder = new VersionedDefinitionBuilder().table(name);
        axes("axes").forEach(builder::axis);
        return builder.countVersionsBy(axes("countVersionsBy").toArray(Axis<?>[]::new))
                .build();
    }

    private String setting(String key) {
        String value = settings.get(key);
        if (value == null) {
            throw unreadable("the setting " + key + " is missing");
        }
        return value;
    }

    private SchemaMismatchException unreadable(String why) {
        return new SchemaMismatchException(
                name, List.of("its recorded settings are " + settings + ", and " + why + "; define it in the code"));
    }

    /** Reads what {@code KeyAxes.text} has written. */
    private List<Axis<?>> axes(String key) {
        List<Axis<?>> axes = new ArrayList<>();
        if (setting(key).isEmpty()) {
            return axes;
        }
        for (String axis : setting(key).split(", ", -1)) {
            int space = axis.indexOf(' ');
            axes.add(Axis.of(axis.substring(0, Math.max(0, space)), type(axis.substring(space + 1))));
        }
        return axes;
    }

    private AxisType<?> type(String text) {
        for (AxisType<?> type : WITHOUT_PARAMETERS) {
            if (type.toString().equals(text)) {
                return type;
            }
        }
        Matcher varchar = VARCHAR.matcher(text);
        if (varchar.matches()) {
            return AxisType.VARCHAR(Integer.parseInt(varchar.group(1)));
        }
        Matcher numeric = NUMERIC.matcher(text);
        if (numeric.matches()) {
            return AxisType.NUMERIC(Integer.parseInt(numeric.group(1)), Integer.parseInt(numeric.group(2)));
        }
        throw unreadable("this build knows no type " + text);
    }
}
