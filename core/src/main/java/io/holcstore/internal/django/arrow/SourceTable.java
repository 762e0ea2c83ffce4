package io.holcstore.internal.django.arrow;

import io.holcstore.internal.sql.TableSpec;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A table of the Python application in which each row is one series.
 *
 * @param name its name, with its schema and a dot before it or without
 * @param version the column of version numbers
 * @param created the column of the times at which versions were created
 * @param modified the column of the times at which versions were stored last
 * @param data the column of blobs
 */
public record SourceTable(String name, String version, String created, String modified, String data) {
    public static SourceTable of(String name) {
        return new SourceTable(checked("table", name, true), "version", "created_at", "last_modified", "data");
    }

    public SourceTable withVersion(String column) {
        return new SourceTable(name, checked("version", column, false), created, modified, data);
    }

    public SourceTable withCreatedAt(String column) {
        return new SourceTable(name, version, checked("createdAt", column, false), modified, data);
    }

    public SourceTable withModifiedAt(String column) {
        return new SourceTable(name, version, created, checked("modifiedAt", column, false), data);
    }

    public SourceTable withData(String column) {
        return new SourceTable(name, version, created, modified, checked("data", column, false));
    }

    private static String checked(String what, String identifier, boolean dots) {
        boolean fits = !identifier.isBlank()
                && identifier.indexOf('"') < 0
                && identifier.indexOf(0) < 0
                && (dots || identifier.indexOf('.') < 0);
        if (!fits) {
            throw new IllegalArgumentException(what + " '" + identifier + "' is not a name");
        }
        return identifier;
    }

    /** Returns the name of the table in SQL. */
    String quoted() {
        return Arrays.stream(name.split("\\.")).map(TableSpec::quote).collect(Collectors.joining("."));
    }
}
