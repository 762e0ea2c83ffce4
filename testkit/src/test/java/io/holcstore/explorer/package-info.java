@NullMarked
package io.holcstore.explorer;

import org.jspecify.annotations.NullMarked;
