/**
 * What a series is known by: typed axes, the values of a key on them, and filters over keys. No SQL: a dialect turns a
 * filter's {@linkplain io.holcstore.key.KeyFilter#conditions() conditions} into text. Everything here is immutable and
 * thread-safe.
 */
@NullMarked
package io.holcstore.key;

import org.jspecify.annotations.NullMarked;
