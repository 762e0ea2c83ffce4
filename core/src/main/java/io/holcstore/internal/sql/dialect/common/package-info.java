/** What several dialects have in common. */
@NullMarked
package io.holcstore.internal.sql.dialect.common;

import org.jspecify.annotations.NullMarked;
