package io.holcstore.internal.schema;

import io.holcstore.error.DefinitionException;
import io.holcstore.internal.partition.Part;
import io.holcstore.internal.partition.PartitionRule;
import io.holcstore.internal.partition.PartitionSql;
import io.holcstore.internal.session.Session;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.dialect.Dialects;
import io.holcstore.key.AxisValue;
import io.holcstore.partition.Partition;
import io.holcstore.partition.Partitions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.List;

/** The implementation of {@link Partitions}. */
final class SqlPartitions implements Partitions {
    private final TableSpec spec;
    private final Session session;
    private final SqlSchema.Upkeep upkeep;

    SqlPartitions(TableSpec spec, Session session, SqlSchema.Upkeep upkeep) {
        this.spec = spec;
        this.session = session;
        this.upkeep = upkeep;
    }

    private PartitionRule rule() {
        PartitionRule rule = spec.partitions();
        if (rule == null) {
            throw new DefinitionException(
                    "the definition of " + spec.name() + " has no partitionBy(..)", spec.name(), "partitionBy");
        }
        return rule;
    }

    @Override
    public List<Partition> list() {
        PartitionRule rule = rule();
        return session.read(
                verb("partitions", "listing the partitions of "),
                connection -> new PartitionChange(spec, rule, connection).partitions());
    }

    @Override
    public List<Partition> add(AxisValue<?>... values) {
        PartitionRule rule = rule();
        List<Part> parts = rule.of(spec.name(), values);
        return change("addPartitions", "adding partitions to ", (change, connection) -> change.add(parts));
    }

    @Override
    public List<Partition> add(YearMonth first, YearMonth last) {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("partitions of " + spec.name() + " from " + first + " to " + last
                    + ": the last month is before the first");
        }
        Part.Chunks wanted = rule().between(spec.name(), first, last);
        return change("addPartitions", "adding partitions to ", (change, connection) -> change.add(wanted));
    }

    @Override
    public List<Partition> drop(AxisValue<?>... values) {
        PartitionRule rule = rule();
        List<String> texts = rule.of(spec.name(), values).stream()
                .flatMap(part -> ((Part.Values) part).texts().stream())
                .toList();
        return change(
                "dropPartitions",
                "dropping partitions of ",
                (change, connection) -> change.drop(
                        part -> part instanceof Part.Values here
                                && here.texts().stream().anyMatch(texts::contains),
                        new Part.Values(texts)));
    }

    @Override
    public List<Partition> dropBefore(YearMonth month) {
        int end = rule().chunkOf(spec.name(), month);
        return change("dropPartitions", "dropping partitions of ", (change, connection) -> {
            Part.Chunks before = new Part.Chunks(Integer.MIN_VALUE, end);
            List<Partition> dropped = change.drop(before::covers, before);
            if (!dropped.isEmpty()) {
                upkeep.droppedBefore(connection, end);
            }
            return dropped;
        });
    }

    private interface Work {
        List<Partition> run(PartitionChange change, Connection connection) throws SQLException;
    }

    private List<Partition> change(String name, String doing, Work work) {
        PartitionRule rule = rule();
        return session.write(verb(name, doing), connection -> {
            SqlDialect dialect = Dialects.of(connection);
            PartitionSql sql = spec.partitionSql(dialect);
            String before = sql.limitLockWait(connection);
            dialect.lockSchema(connection);
            List<Partition> changed = work.run(new PartitionChange(spec, rule, connection), connection);
            sql.restoreLockWait(connection, before);
            return changed;
        });
    }

    private Verb verb(String name, String doing) {
        return Verb.of(name, spec.name(), () -> doing + spec.name());
    }
}
