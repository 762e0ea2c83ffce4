/**
 * Contracts of a store on bad days. Each is an abstract class with one subclass a database.
 */
@NullMarked
package io.holcstore.testkit.chaos;

import org.jspecify.annotations.NullMarked;
