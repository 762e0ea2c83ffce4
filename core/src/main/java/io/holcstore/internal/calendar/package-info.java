/** Chunks and buckets in the calendar of a zone. */
@NullMarked
package io.holcstore.internal.calendar;

import org.jspecify.annotations.NullMarked;
