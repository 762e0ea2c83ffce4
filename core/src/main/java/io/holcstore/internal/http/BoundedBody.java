package io.holcstore.internal.http;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Collects the body of an answer up to a limit. A longer body fails, and the rest is not read. The bytes are copied on
 * arrival: otherwise a server that sends them one by one would fill the memory with buffers.
 */
public final class BoundedBody implements BodySubscriber<byte[]> {
    private static final int FIRST_SIZE = 64 << 10;

    private final int limit;
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private byte[] bytes;
    private int size;
    private @Nullable Subscription subscription;

    /** @param likely the expected length of the answer */
    public BoundedBody(int limit, int likely) {
        this.limit = limit;
        this.bytes = new byte[Math.min(limit, Math.max(FIRST_SIZE, likely + likely / 8))];
    }

    /** The answer exceeds the limit. */
    public static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLongException(int limit) {
            super("the answer has more than " + limit + " bytes");
        }
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        this.subscription = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (body.isDone()) {
            return;
        }
        for (ByteBuffer buffer : buffers) {
            int length = buffer.remaining();
            if (length > limit - size) {
                if (subscription != null) {
                    subscription.cancel();
                }
                body.completeExceptionally(new TooLongException(limit));
                return;
            }
            if (length > bytes.length - size) {
                int doubled = (int) Math.min(limit, 2L * bytes.length);
                bytes = Arrays.copyOf(bytes, Math.max(doubled, size + length));
            }
            buffer.get(bytes, size, length);
            size += length;
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(size == bytes.length ? bytes : Arrays.copyOf(bytes, size));
    }
}
