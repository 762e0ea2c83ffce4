/** The tables of versions. */
@NullMarked
package io.holcstore.internal.sql.version;

import org.jspecify.annotations.NullMarked;
