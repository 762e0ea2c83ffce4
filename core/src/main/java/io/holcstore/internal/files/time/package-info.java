/** The times of files: converts text to instants, and instants to text. */
@NullMarked
package io.holcstore.internal.files.time;

import org.jspecify.annotations.NullMarked;
