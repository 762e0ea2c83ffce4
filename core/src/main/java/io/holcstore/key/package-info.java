/**
 * The parts that identify a series: typed axes, keys with a value on each axis, and filters for keys. This package
 * contains no SQL; a dialect turns the {@linkplain io.holcstore.key.KeyFilter#conditions() conditions} of a filter into
 * SQL. All types are immutable and thread-safe.
 */
@NullMarked
package io.holcstore.key;

import org.jspecify.annotations.NullMarked;
