package io.holcstore.internal.codec;

import org.jspecify.annotations.Nullable;

/** The layouts that few chunks have, made when one needs them because of their buffers. Not thread-safe. */
final class RareLayouts {
    private @Nullable RanksLayout ranks;
    private @Nullable FrequentLayout frequent;

    RanksLayout ranks() {
        RanksLayout layout = ranks == null ? new RanksLayout() : ranks;
        ranks = layout;
        return layout;
    }

    FrequentLayout frequent() {
        FrequentLayout layout = frequent == null ? new FrequentLayout() : frequent;
        frequent = layout;
        return layout;
    }
}
