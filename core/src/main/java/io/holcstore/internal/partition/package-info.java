/** Partitions of tables: what a definition asks for, what a database has, and how its dialect writes them. */
@NullMarked
package io.holcstore.internal.partition;

import org.jspecify.annotations.NullMarked;
