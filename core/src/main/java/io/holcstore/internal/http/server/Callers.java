package io.holcstore.internal.http.server;

import java.util.HashMap;
import java.util.Map;

/** Counts the requests in progress of each caller. Thread-safe. */
final class Callers {
    private final int most;
    private final Map<String, Integer> atWork = new HashMap<>();

    Callers(int most) {
        this.most = most;
    }

    /** Counts one more request, unless the caller already has as many as it may. */
    synchronized boolean enter(String caller) {
        int requests = atWork.getOrDefault(caller, 0);
        if (requests < most) {
            atWork.put(caller, requests + 1);
            return true;
        }
        return false;
    }

    synchronized void leave(String caller) {
        atWork.computeIfPresent(caller, (any, requests) -> requests == 1 ? null : requests - 1);
    }
}
