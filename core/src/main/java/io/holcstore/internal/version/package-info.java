/**
 * Versions: the {@code VersionWriter} locks counters, numbers versions and keeps history, and the {@code VersionReader}
 * combines.
 */
@NullMarked
package io.holcstore.internal.version;

import org.jspecify.annotations.NullMarked;
