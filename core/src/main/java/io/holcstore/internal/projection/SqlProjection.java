package io.holcstore.internal.projection;

import io.holcstore.internal.aggregate.FilterRequest;
import io.holcstore.internal.calendar.BucketRule;
import io.holcstore.internal.chunk.ChunkContext;
import io.holcstore.internal.definition.Names;
import io.holcstore.internal.session.Session;
import io.holcstore.key.Axis;
import io.holcstore.key.Condition;
import io.holcstore.key.KeyFilter;
import io.holcstore.projection.Projection;
import io.holcstore.projection.ProjectionResult;
import io.holcstore.projection.ProjectionSchema;
import io.holcstore.time.Frequency;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The implementation of {@link Projection} for a chunk store. */
public final class SqlProjection implements Projection {
    private final ChunkContext context;
    private final Session session;
    private final Clock clock;
    private final ProjectionSettings settings;
    private volatile @Nullable ProjectionDefinition definition; // created on demand: settings come in any order

    private SqlProjection(ChunkContext context, Session session, Clock clock, ProjectionSettings settings) {
        this.context = context;
        this.session = session;
        this.clock = clock;
        this.settings = settings;
    }

    public static SqlProjection of(ChunkContext context, Session session, String table) {
        ProjectionSettings settings = ProjectionSettings.of(
                Names.checkTable(table), context.definition().zone());
        return new SqlProjection(context, session, Clock.systemUTC(), settings);
    }

    /** Returns the same projection with another clock for its retention. */
    public SqlProjection at(Clock other) {
        return new SqlProjection(context, session, other, settings);
    }

    private SqlProjection with(ProjectionSettings other) {
        return new SqlProjection(context, session, clock, other);
    }

    private ProjectionDefinition definition() {
        ProjectionDefinition made = definition;
        if (made == null) {
            made = ProjectionDefinition.of(settings, context.definition());
            definition = made;
        }
        return made;
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public Projection by(Frequency bucket) {
        return with(settings.by(Objects.requireNonNull(bucket, "bucket")));
    }

    @Override
    public Projection byValue() {
        return with(settings.values());
    }

    @Override
    public Projection filter(KeyFilter filter) {
        List<Axis<?>> axes = context.definition().axes();
        for (Condition condition : filter.conditions()) {
            if (!axes.contains(condition.axis())) {
                throw new IllegalArgumentException("projection " + name() + ", filter("
                        + condition.axis().name()
                        + "): the series of " + context.definition().name() + " have no axis " + condition.axis()
                        + "; their axes are " + axes);
            }
        }
        return with(settings.of(filter));
    }

    @Override
    public Projection across(Axis<?>... axes) {
        return with(settings.across(FilterRequest.groupsBy(context.definition().axes(), List.of(axes))));
    }

    @Override
    public Projection in(ZoneId zone) {
        return with(settings.in(Objects.requireNonNull(zone, "zone")));
    }

    @Override
    public Projection dayStart(LocalTime time) {
        return with(settings.dayStart(BucketRule.dayStart(time)));
    }

    @Override
    public Projection yearStart(MonthDay day) {
        return with(settings.yearStart(Objects.requireNonNull(day, "day")));
    }

    @Override
    public Projection retention(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("retention(" + duration + ") is not positive");
        }
        return with(settings.retaining(duration));
    }

    @Override
    public Projection retention(Period period) {
        if (period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("retention(" + period + ") is not positive");
        }
        return with(settings.retaining(period));
    }

    @Override
    public ProjectionSchema schema() {
        return new SqlProjectionSchema(definition(), session);
    }

    @Override
    public ProjectionResult refresh() {
        return new Refresh(definition(), context, session, Instant.now(clock)).run();
    }
}
