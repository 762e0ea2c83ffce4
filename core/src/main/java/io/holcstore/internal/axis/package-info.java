/** The types of axes, a class each: which values one holds, their order, their text, and how a database and its driver take them. */
@NullMarked
package io.holcstore.internal.axis;

import org.jspecify.annotations.NullMarked;
