/** Shared by the verbs of all kinds of stores: bulk writing, streaming, counting, work on several threads. */
@NullMarked
package io.holcstore.internal.verb;

import org.jspecify.annotations.NullMarked;
