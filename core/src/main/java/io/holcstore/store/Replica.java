package io.holcstore.store;

import io.holcstore.sql.ChunkRow;
import io.holcstore.sql.Session;
import io.holcstore.sql.SubscriptionTable;
import io.holcstore.sql.SubscriptionTable.Recorded;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The verbs by which a store follows others. */
final class Replica {
    private final StoreContext context;
    private final Session session;

    Replica(StoreContext context, Session session) {
        this.context = context;
        this.session = session;
    }

    private String name() {
        return context.definition().name();
    }

    private String verb(ChangePage page) {
        return "applying " + page.changes().size() + " changes to " + name();
    }

    WriteResult apply(ChangePage page) {
        List<ChunkRow> rows = new ChangeCheck(context).rows(page);
        return session.write(verb(page), connection -> {
            requireOther(page, connection);
            ChangeApplier applier = new ChangeApplier(context, connection);
            applier.apply(rows);
            return applier.result();
        });
    }

    /** The subscription is locked before everything else, so that those who apply under one name follow each other. */
    WriteResult apply(ChangePage page, String subscription) {
        Subscription.checkName(subscription);
        List<ChunkRow> rows = new ChangeCheck(context).rows(page);
        return session.write(verb(page) + " under '" + subscription + '\'', connection -> {
            SubscriptionTable subscriptions = context.writableTable(connection).subscriptions();
            Recorded recorded = subscriptions.lock(connection, subscription);
            Subscription now = Subscription.of(recorded).after(page, subscription);
            requireOther(page, connection);
            ChangeApplier applier = new ChangeApplier(context, connection);
            applier.apply(rows);
            if (page.remaining() == ChangePage.Remaining.NOTHING && !now.due().isEmpty()) {
                applier.deleteLeftovers(page.filter(), now.due());
                now = now.cleaned(page.filter());
            }
            if (!now.recorded().equals(recorded)) {
                subscriptions.record(connection, subscription, now.recorded());
            }
            return applier.result();
        });
    }

    /** A store that follows itself would never come to an end. Asked with the first page only, which costs the others nothing. */
    private void requireOther(ChangePage page, Connection connection) throws SQLException {
        if (page.from().isStart()
                && page.next().epoch() == context.table(connection).feed().epoch(connection)) {
            throw new IllegalArgumentException(
                    name() + " cannot apply its own changes; where it is a copy of the source's database, call"
                            + " beginEpoch() on the copy first");
        }
    }

    Optional<ChangeCursor> cursor(String subscription) {
        ChangeCheck.requireReplicated(context.definition());
        Subscription.checkName(subscription);
        return session.read("reading how far '" + subscription + "' of " + name() + " is", connection -> {
            Optional<Recorded> recorded =
                    context.table(connection).subscriptions().find(connection, subscription);
            return recorded.flatMap(r -> Optional.ofNullable(Subscription.of(r).cursor()));
        });
    }
}
