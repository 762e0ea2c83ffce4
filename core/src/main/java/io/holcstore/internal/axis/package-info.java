/**
 * The types of axes, a class each: its values, their order, their text, and how a database and its driver take them.
 */
@NullMarked
package io.holcstore.internal.axis;

import org.jspecify.annotations.NullMarked;
