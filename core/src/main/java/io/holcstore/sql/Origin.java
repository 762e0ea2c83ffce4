package io.holcstore.sql;

import java.time.Instant;

/**
 * Where the state of a replica's chunk comes from.
 *
 * @param updatedAt when it was written at the source
 * @param epoch which life of the source
 * @param mark the place of the state among those of the chunk there
 */
public record Origin(Instant updatedAt, long epoch, long mark) {}
