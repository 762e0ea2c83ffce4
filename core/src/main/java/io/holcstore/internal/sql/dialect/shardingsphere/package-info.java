/** The dialect of PostgreSQL behind ShardingSphere. */
@NullMarked
package io.holcstore.internal.sql.dialect.shardingsphere;

import org.jspecify.annotations.NullMarked;
