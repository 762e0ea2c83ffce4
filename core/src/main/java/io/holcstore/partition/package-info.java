/**
 * Partitions: the parts of the tables of one store, which the database keeps in tables of their own. Settings of
 * definitions, and the verbs that add and drop partitions.
 */
@NullMarked
package io.holcstore.partition;

import org.jspecify.annotations.NullMarked;
