/** What tests reach in the adapter of the Python application. */
@NullMarked
package io.holcstore.django;

import org.jspecify.annotations.NullMarked;
