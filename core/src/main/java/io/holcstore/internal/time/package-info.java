/** The calendar below the public types: years that are kept, local days, and steps from one instant to the next. */
@NullMarked
package io.holcstore.internal.time;

import org.jspecify.annotations.NullMarked;
