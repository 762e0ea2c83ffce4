/** The tables of projections, and the statements on them. */
@NullMarked
package io.holcstore.internal.sql.projection;

import org.jspecify.annotations.NullMarked;
