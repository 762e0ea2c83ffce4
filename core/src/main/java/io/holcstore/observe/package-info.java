/**
 * Listeners that are ready to use with a store: a log of slow verbs, events of the JDK Flight Recorder, and meters of
 * Micrometer. They need nothing but {@link io.holcstore.store.StoreListener}, and are examples for other listeners.
 */
@NullMarked
package io.holcstore.observe;

import org.jspecify.annotations.NullMarked;
