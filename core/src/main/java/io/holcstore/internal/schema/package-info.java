/** Creates tables, compares them with a definition, and upgrades them. */
@NullMarked
package io.holcstore.internal.schema;

import org.jspecify.annotations.NullMarked;
