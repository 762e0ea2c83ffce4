package com.example.meters;

import io.holcstore.store.ChunkStore;
import io.holcstore.store.StoreHealth;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Says in {@code /q/health} whether the store works. */
@Readiness
@ApplicationScoped
public class StoreCheck implements HealthCheck {
    private final ChunkStore loads;

    StoreCheck(ChunkStore loads) {
        this.loads = loads;
    }

    @Override
    public HealthCheckResponse call() {
        StoreHealth health = loads.health();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("loads").status(health.isUp());
        health.failure().ifPresent(failure -> response.withData("failure", String.valueOf(failure.getMessage())));
        health.heldBackSince().ifPresent(since -> response.withData("feedHeldBackSince", since.toString()));
        return response.build();
    }
}
