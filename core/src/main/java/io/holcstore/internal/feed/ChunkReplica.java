package io.holcstore.internal.feed;

import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.internal.chunk.ChunkContext;
import io.holcstore.internal.session.Session;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.ChunkRow;
import io.holcstore.internal.sql.feed.FeedTable;
import io.holcstore.internal.sql.feed.ReplicaTable.Leftovers;
import io.holcstore.internal.sql.feed.SubscriptionTable;
import io.holcstore.internal.sql.feed.SubscriptionTable.Recorded;
import io.holcstore.store.Replica;
import io.holcstore.store.WriteResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The {@link Replica} of a chunk store. */
public final class ChunkReplica implements Replica {
    private final ChunkContext context;
    private final Session session;

    public ChunkReplica(ChunkContext context, Session session) {
        this.context = context;
        this.session = session;
    }

    private String name() {
        return context.definition().name();
    }

    private Verb verb(ChangePage page, String under) {
        return Verb.of("apply", name(), () -> "applying " + page.changes().size() + " changes to " + name() + under);
    }

    @Override
    public WriteResult apply(ChangePage page) {
        List<ChunkRow> rows = new ChangeCheck(context).rows(page);
        return write(verb(page, ""), connection -> {
            requireOther(page, connection);
            ChangeApplier applier = new ChangeApplier(context, connection);
            applier.apply(rows);
            return applier.result();
        });
    }

    private WriteResult write(Verb verb, Session.Work<WriteResult> work) {
        return session.write(verb, connection -> {
            WriteResult result = work.run(connection);
            verb.count(0, result.points(), result.bytes());
            return result;
        });
    }

    /** Locks the subscription before everything else, so that callers with the same name wait for each other. */
    @Override
    public WriteResult apply(ChangePage page, String subscription) {
        Subscription.checkName(subscription);
        List<ChunkRow> rows = new ChangeCheck(context).rows(page);
        return write(verb(page, " under '" + subscription + '\''), connection -> {
            SubscriptionTable subscriptions = new SubscriptionTable(context.writableTable(connection));
            Recorded recorded = subscriptions.lock(connection, subscription);
            Subscription now = Subscription.of(recorded).after(page, name(), subscription);
            requireOther(page, connection);
            ChangeApplier applier = new ChangeApplier(context, connection);
            applier.apply(rows);
            if (page.remaining() == ChangePage.Remaining.NOTHING) {
                for (Leftovers gone : now.leftovers(page.purgedSequence())) {
                    applier.delete(page.filter(), gone);
                }
                now = now.cleaned(page.filter());
            }
            if (!now.recorded().equals(recorded)) {
                subscriptions.record(connection, subscription, now.recorded());
            }
            return applier.result();
        });
    }

    /**
     * Throws when the page comes from this store: a store that follows itself would never reach the end of its feed.
     * Only the first page is checked, so that the others cost nothing.
     */
    private void requireOther(ChangePage page, Connection connection) throws SQLException {
        if (page.from().isStart()
                && page.next().epoch() == new FeedTable(context.table(connection)).epoch(connection)) {
            throw new IllegalArgumentException(
                    name() + " cannot apply its own changes; if it is a copy of the source's database, call"
                            + " beginEpoch() on the copy first");
        }
    }

    @Override
    public Optional<ChangeCursor> cursor(String subscription) {
        ChangeCheck.requireReplicated(context.definition());
        Subscription.checkName(subscription);
        Verb verb = Verb.of("cursor", name(), () -> "reading the cursor of '" + subscription + "' of " + name());
        return session.read(verb, connection -> {
            Optional<Recorded> recorded =
                    new SubscriptionTable(context.table(connection)).find(connection, subscription);
            return recorded.flatMap(r -> Optional.ofNullable(Subscription.of(r).cursor()));
        });
    }
}
