/** What the verbs of all kinds of stores share: bulk writing, streaming, counting. */
@NullMarked
package io.holcstore.internal.verb;

import org.jspecify.annotations.NullMarked;
