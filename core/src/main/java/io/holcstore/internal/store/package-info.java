/** The stores and their builders, which combine the parts of the other packages. */
@NullMarked
package io.holcstore.internal.store;

import org.jspecify.annotations.NullMarked;
