/**
 * The types of axes, with one class for each: its values, their order, their text, and how databases and drivers store
 * them.
 */
@NullMarked
package io.holcstore.internal.axis;

import org.jspecify.annotations.NullMarked;
