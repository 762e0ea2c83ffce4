/**
 * Ready-made listeners for a store: a log of slow verbs, events of the JDK Flight Recorder, and meters of Micrometer.
 * They use only the public {@link io.holcstore.store.StoreListener}, so they are also examples for listeners of your
 * own.
 */
@NullMarked
package io.holcstore.observe;

import org.jspecify.annotations.NullMarked;
