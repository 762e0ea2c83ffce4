/** Reading NEM12 files into stores: records, channels, units. */
@NullMarked
package io.holcstore.internal.files.nem12;

import org.jspecify.annotations.NullMarked;
