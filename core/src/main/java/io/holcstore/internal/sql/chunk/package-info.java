/** The tables of chunks. */
@NullMarked
package io.holcstore.internal.sql.chunk;

import org.jspecify.annotations.NullMarked;
