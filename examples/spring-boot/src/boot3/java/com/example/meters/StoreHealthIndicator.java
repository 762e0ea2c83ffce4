package com.example.meters;

import io.holcstore.store.ChunkStore;
import io.holcstore.store.StoreHealth;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Says in {@code /actuator/health} whether the store works. */
@Component("loadsHealthIndicator")
class StoreHealthIndicator implements HealthIndicator {
    private final ChunkStore loads;

    StoreHealthIndicator(ChunkStore loads) {
        this.loads = loads;
    }

    @Override
    public Health health() {
        StoreHealth health = loads.health();
        Health.Builder builder = health.failure().map(Health::down).orElseGet(Health::up);
        health.heldBackSince().ifPresent(since -> builder.withDetail("feedHeldBackSince", since));
        return builder.withDetail("tookMillis", health.took().toMillis()).build();
    }
}
