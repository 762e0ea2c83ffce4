package io.holcstore.internal.projection;

import io.holcstore.error.SchemaMismatchException;
import io.holcstore.internal.schema.SqlSchema;
import io.holcstore.internal.session.Session;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.dialect.Dialects;
import io.holcstore.internal.sql.projection.ProjectionRecords;
import io.holcstore.internal.sql.projection.ProjectionRecords.Recorded;
import io.holcstore.projection.ProjectionSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The implementation of {@link ProjectionSchema}. */
final class SqlProjectionSchema implements ProjectionSchema {
    private final ProjectionDefinition definition;
    private final TableSpec spec;
    private final Session session;

    SqlProjectionSchema(ProjectionDefinition definition, Session session) {
        this.definition = definition;
        this.spec = definition.spec();
        this.session = session;
    }

    private static ProjectionRecords records(TableSpec spec, Connection connection) throws SQLException {
        return new ProjectionRecords(spec, Dialects.of(connection));
    }

    /** Deletes the record of a projection whose table is missing: it was dropped by hand. */
    @Override
    public void createIfMissing() {
        definition.requireWholeSteps();
        Verb verb = verb("createIfMissing", "creating the table of ");
        session.whole(verb, parts -> {
            parts.write(verb.part(verb::toString), connection -> {
                ProjectionRecords records = records(spec, connection);
                if (records.exist(connection)) {
                    records.lock(connection).ifPresent(found -> definition.requireRecorded(found.definition()));
                    if (!records.hasTable(connection)) {
                        records.delete(connection);
                    }
                }
                return true;
            });
            new SqlSchema(spec, parts).createIfMissing();
            parts.write(verb.part(verb::toString), connection -> {
                ProjectionRecords records = records(spec, connection);
                if (records.find(connection).isEmpty()) {
                    records.insert(connection);
                }
                return true;
            });
            requireRecorded(verb, parts);
            return true;
        });
    }

    private void requireRecorded(Verb verb, Session parts) {
        Optional<Recorded> found =
                parts.read(verb, connection -> records(spec, connection).find(connection));
        definition.requireRecorded(found.orElseThrow(() -> unrecorded(spec)).definition());
    }

    static SchemaMismatchException unrecorded(TableSpec spec) {
        return new SchemaMismatchException(
                spec.name(),
                List.of("nothing is recorded of the projection in " + TableSpec.PROJECTION_TABLE
                        + "; schema().createIfMissing() makes its table and records it"));
    }

    static SchemaMismatchException missing(TableSpec spec) {
        return new SchemaMismatchException(
                spec.name(),
                List.of("there is no table " + spec.name()
                        + "; schema().createIfMissing() makes it, and the next refresh() fills it"));
    }

    @Override
    public String ddl() {
        definition.requireWholeSteps();
        return session.read(
                verb("ddl", "writing the DDL of "), connection -> Ddl.script(spec, Dialects.of(connection)));
    }

    @Override
    public void verify() {
        Verb verb = verb("verify", "verifying ");
        session.whole(verb, parts -> {
            new SqlSchema(spec, parts).verify();
            requireRecorded(verb, parts);
            return true;
        });
    }

    /** Drops the table first: a database that commits with DDL must not lose the record of a table that stays. */
    @Override
    public void drop() {
        session.write(verb("drop", "dropping "), connection -> {
            ProjectionRecords records = records(spec, connection);
            if (records.exist(connection) && records.lock(connection).isPresent()) {
                records.dropTable(connection);
                records.delete(connection);
            } else if (records.hasTable(connection)) {
                throw new SchemaMismatchException(
                        spec.name(),
                        List.of("nothing is recorded of a projection in " + TableSpec.PROJECTION_TABLE
                                + ", so this may be the table of something else, and it stays; if it was a projection,"
                                + " drop it by hand"));
            }
            return true;
        });
    }

    private Verb verb(String name, String doing) {
        return Verb.of(name, spec.name(), () -> doing + "projection " + spec.name());
    }
}
