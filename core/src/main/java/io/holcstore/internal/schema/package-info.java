/** Creating tables, and comparing them with a definition. */
@NullMarked
package io.holcstore.internal.schema;

import org.jspecify.annotations.NullMarked;
