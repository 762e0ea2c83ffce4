/** The foundation of calendars: supported years, local days, and steps from one instant to the next. */
@NullMarked
package io.holcstore.internal.time;

import org.jspecify.annotations.NullMarked;
