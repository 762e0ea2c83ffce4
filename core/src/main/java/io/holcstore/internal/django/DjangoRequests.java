package io.holcstore.internal.django;

import io.holcstore.internal.django.DjangoReader.Listing;
import io.holcstore.internal.django.DjangoSource.Call;
import io.holcstore.internal.http.Retries;
import io.holcstore.internal.http.Stop;
import io.holcstore.internal.http.SyncSettings;
import io.holcstore.internal.http.TransientException;
import io.holcstore.internal.session.Verb;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends the requests of one pull from a server of the Python application, and repeats them after failures that may
 * pass. As soon as an answer has arrived, it sends up to two of the next requests, so that the server works while the
 * answer is read and stored. Not thread-safe.
 */
final class DjangoRequests {
    /** The number of chunks in one request. A blob has up to 300 KB. */
    private static final int PACK = 50;

    /**
     * The number of requests for data that are sent ahead while one answer is read: enough for a server with two
     * processors.
     */
    private static final int AHEAD = 2;

    private static final int SERVER_ERROR = 500;

    private final DjangoSource source;
    private final Retries retries;
    private final int pageRows;
    private final Queue<Call<List<DjangoChunk>>> packs = new ArrayDeque<>();

    /** How many chunks of the page have been requested. */
    private int asked;

    DjangoRequests(SyncSettings settings, Verb verb) {
        this.source = new DjangoSource(settings);
        this.retries = new Retries(settings, new Stop(settings.time()), verb);
        this.pageRows = settings.pageRows();
    }

    /** Cancels the requests that were sent ahead. */
    void cancel() {
        packs.forEach(Call::cancel);
    }

    /** Does nothing, for answers after which no request follows. */
    private static void nothing() {}

    private interface Rescue<T> {
        T instead() throws InterruptedException;
    }

    /**
     * Returns the answer to a request, which it repeats after failures that may pass.
     *
     * @param next sends the requests that follow; runs when the answer has arrived, before it is read
     * @param onServerError returns the result instead, after status 500
     */
    private <T> T answer(Call<T> first, Supplier<Call<T>> again, Runnable next, @Nullable Rescue<T> onServerError)
            throws InterruptedException {
        Call<T> call = first;
        for (int failures = 1; ; failures++) {
            try {
                return source.await(call, retries.atMost(), next);
            } catch (TransientException e) {
                if (onServerError != null && e.status() == SERVER_ERROR) {
                    return onServerError.instead();
                }
                retries.sleep(failures, e);
            } finally {
                call.cancel(); // does nothing when the answer is complete
            }
            call = again.get();
        }
    }

    Call<Listing> askListing(Instant since, int offset) {
        return source.list(since, pageRows, offset);
    }

    Listing listing(Call<Listing> first, Instant since, int offset) throws InterruptedException {
        return answer(first, () -> askListing(since, offset), DjangoRequests::nothing, null);
    }

    /**
     * Returns chunks with their data. Chunks that were deleted meanwhile are left out.
     *
     * @param last sends the requests that follow; may run more than once
     */
    List<DjangoChunk> packs(List<DjangoChunk> live, Runnable last) throws InterruptedException {
        List<DjangoChunk> whole = new ArrayList<>(live.size());
        for (int from = 0; from < live.size(); from += PACK) {
            int end = from + PACK;
            askUpTo(live, end);
            Call<List<DjangoChunk>> call = packs.remove();
            Runnable next = () -> askUpTo(live, end + AHEAD * PACK);
            whole.addAll(pack(call, live.subList(from, Math.min(end, live.size())), end < live.size() ? next : last));
        }
        last.run();
        asked = 0;
        return whole;
    }

    private void askUpTo(List<DjangoChunk> live, int end) {
        while (asked < Math.min(end, live.size())) {
            int to = Math.min(asked + PACK, live.size());
            packs.add(source.pack(live.subList(asked, to)));
            asked = to;
        }
    }

    private List<DjangoChunk> pack(Call<List<DjangoChunk>> first, List<DjangoChunk> wanted, Runnable next)
            throws InterruptedException {
        return answer(first, () -> source.pack(wanted), next, () -> oneByOne(wanted));
    }

    /**
     * Requests chunks in halves. Such a server answers with status 500 when any of the requested chunks no longer
     * exists. A single chunk that fails is skipped, unless the server still lists it.
     */
    private List<DjangoChunk> oneByOne(List<DjangoChunk> wanted) throws InterruptedException {
        if (wanted.size() > 1) {
            List<DjangoChunk> packed = new ArrayList<>(wanted.size());
            int half = wanted.size() / 2;
            for (List<DjangoChunk> part : List.of(wanted.subList(0, half), wanted.subList(half, wanted.size()))) {
                packed.addAll(pack(source.pack(part), part, DjangoRequests::nothing));
            }
            return packed;
        }
        DjangoChunk only = wanted.get(0);
        Instant since = only.updatedAt();
        boolean there = listing(askListing(since, 0), since, 0).chunks().stream()
                .anyMatch(chunk -> chunk.key().equals(only.key()) && chunk.chunk() == only.chunk());
        return there
                ? answer(source.pack(wanted), () -> source.pack(wanted), DjangoRequests::nothing, null)
                : List.of();
    }
}
