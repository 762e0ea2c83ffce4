/** Chunks and buckets on the calendar of a zone. */
@NullMarked
package io.holcstore.internal.calendar;

import org.jspecify.annotations.NullMarked;
