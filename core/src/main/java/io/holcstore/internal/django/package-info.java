/** The table and the protocol of the Python application HoLcStore. */
@NullMarked
package io.holcstore.internal.django;

import org.jspecify.annotations.NullMarked;
