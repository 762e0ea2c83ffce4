/** What the command line for operators does, in the package it tests. */
@NullMarked
package io.holcstore.cli;

import org.jspecify.annotations.NullMarked;
