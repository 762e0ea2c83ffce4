/**
 * An adapter for the Python application HoLcStore: stores on the tables that the application creates, and its protocol
 * between a source and its replicas.
 *
 * <p>A {@link io.holcstore.django.DjangoStoreBuilder}, from {@link io.holcstore.Store#onDjangoTable}, opens the table
 * of a model. {@link io.holcstore.django.DjangoProtocol} publishes a store to clients of the application, and
 * {@link io.holcstore.django.DjangoSyncClient} pulls from its servers; both need
 * {@code tools.jackson.core:jackson-core}. {@link io.holcstore.django.DjangoMigration} copies tables of whole series
 * into stores of this library.
 */
@NullMarked
package io.holcstore.django;

import org.jspecify.annotations.NullMarked;
