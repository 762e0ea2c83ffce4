/** Shared by the definitions of all kinds of stores: axes, names, settings. */
@NullMarked
package io.holcstore.internal.definition;

import org.jspecify.annotations.NullMarked;
