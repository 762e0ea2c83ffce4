/**
 * Listeners that are ready to be given to a store: a log of slow verbs, events of the JDK Flight Recorder, and meters
 * of Micrometer. They need nothing but {@link io.holcstore.store.StoreListener}, and are examples for others.
 */
@NullMarked
package io.holcstore.observe;

import org.jspecify.annotations.NullMarked;
