package io.holcstore.internal.http.server;

import java.time.Duration;

/**
 * How much clients may ask of a server at once, and how long they may keep it waiting.
 *
 * @param bodyBytes the longest body of a request
 * @param requests how many requests are answered at once
 * @param requestsPerCaller how many requests one caller may have at once
 * @param connections how many requests may arrive and be answered at once
 * @param requestTime how long the head of a request may take to arrive, and how long its body may take
 * @param stallTime how long a client may take to receive the next piece of its answer
 * @param answerTime how long a client may take to receive its whole answer
 */
public record ServerLimits(
        int bodyBytes,
        int requests,
        int requestsPerCaller,
        int connections,
        Duration requestTime,
        Duration stallTime,
        Duration answerTime) {}
