/** Reading the rows of queries into stores. */
@NullMarked
package io.holcstore.internal.files.rows;

import org.jspecify.annotations.NullMarked;
