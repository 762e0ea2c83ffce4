/**
 * The command line for operators: {@code java -cp .. io.holcstore.cli.Main}. It works on the stores that a database
 * records, and uses the library as an application does.
 */
@NullMarked
package io.holcstore.cli;

import org.jspecify.annotations.NullMarked;
