/**
 * The parts that identify a series: typed axes, the values of a key on them, and filters over keys. This package has no
 * SQL; a dialect turns the {@linkplain io.holcstore.key.KeyFilter#conditions() conditions} of a filter into text.
 * Everything here is immutable and thread-safe.
 */
@NullMarked
package io.holcstore.key;

import org.jspecify.annotations.NullMarked;
