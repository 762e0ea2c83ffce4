package io.holcstore.internal.definition;

import io.holcstore.error.DefinitionException;
import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.TableSpec;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks the names of tables and axes: they must mean the same on every database, quoted or not. */
public final class Names {
    private static final int MAX_BYTES = 63;
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** The reserved key words in appendix C of PostgreSQL's manual, and the names of its system columns. */
    private static final Set<String> RESERVED_BY_SQL = Set.of(
            ("all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation "
                            + "column concurrently constraint create cross current_catalog current_date current_role "
                            + "current_schema current_time current_timestamp current_user default deferrable desc distinct do "
                            + "else end except false fetch for foreign freeze from full grant group having ilike in initially "
                            + "inner intersect into is isnull join lateral leading left like limit localtime localtimestamp "
                            + "natural not notnull null offset on only or order outer overlaps placing primary references "
                            + "returning right select session_user similar some symmetric system_user table tablesample then "
                            + "to trailing true union unique user using variadic verbose when where window with "
                            + "ctid xmin xmax cmin cmax tableoid")
                    .split(" "));

    private static final Set<String> RESERVED_COLUMNS = Set.copyOf(Ddl.reservedColumns());

    private Names() {}

    static void checkAxis(String name) {
        check("axis", name);
        if (RESERVED_COLUMNS.contains(lower(name))) {
            throw new DefinitionException(
                    "axis '" + name + "': the library uses a column of this name; call the axis '" + name
                            + "_key', or use another name that is not one of " + Ddl.reservedColumns(),
                    "axis");
        }
    }

    /** Returns a zone by its name. */
    public static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new DefinitionException(
                    "tz '" + name + "' is not a zone of this JDK (" + e.getMessage()
                            + "); use a name such as 'Europe/Paris', 'UTC' or '+01:00'",
                    "tz");
        }
    }

    /** Checks {@code table} or {@code schema.table} and returns its parts. */
    public static List<String> checkTable(String name) {
        List<String> parts = List.of(name.split("\\.", -1));
        if (parts.size() > 2) {
            throw new DefinitionException("table '" + name + "': expected a table or schema.table", "table");
        }
        parts.forEach(part -> check("table", part));
        if (TableSpec.SHARED_TABLES.contains(lower(parts.get(parts.size() - 1)))) {
            throw new DefinitionException(
                    "table '" + name + "': the library uses a table of this name for what it records about all stores",
                    "table");
        }
        return parts;
    }

    private static void check(String what, String name) {
        if (name.length() > MAX_BYTES) {
            throw new DefinitionException(
                    what + " '" + name + "' has " + name.length() + " characters, but databases only keep the first "
                            + MAX_BYTES + " of a name",
                    what);
        }
        if (!NAME.matcher(name).matches()) {
            throw new DefinitionException(
                    what + " '" + name
                            + "': a name must consist of letters a-z and A-Z, digits and underscores, and not begin with a digit",
                    what);
        }
        if (RESERVED_BY_SQL.contains(lower(name))) {
            throw new DefinitionException(
                    what + " '" + name + "' is a reserved word of SQL; use for example '" + name + "_key' or '" + name
                            + "s'",
                    what);
        }
    }

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
