/** Upgrades of tables. In the package it tests, for steps that no build has. */
@NullMarked
package io.holcstore.internal.schema;

import org.jspecify.annotations.NullMarked;
