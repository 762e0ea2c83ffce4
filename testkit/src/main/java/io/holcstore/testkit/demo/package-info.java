/**
 * A year of meter data, stored, corrected, read back and drawn: what the README's run command runs. Begin with
 * {@code MeterYear}.
 */
@NullMarked
package io.holcstore.testkit.demo;

import org.jspecify.annotations.NullMarked;
