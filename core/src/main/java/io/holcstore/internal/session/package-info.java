/** Connections and transactions: where a verb gets its connection, and who commits and retries. */
@NullMarked
package io.holcstore.internal.session;

import org.jspecify.annotations.NullMarked;
