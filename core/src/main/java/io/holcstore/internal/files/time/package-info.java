/** Times of files: text as instants, and instants as text. */
@NullMarked
package io.holcstore.internal.files.time;

import org.jspecify.annotations.NullMarked;
