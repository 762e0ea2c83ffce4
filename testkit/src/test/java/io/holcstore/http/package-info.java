/** What replication over HTTP promises. In the package it tests, for the clock of the client. */
@NullMarked
package io.holcstore.http;

import org.jspecify.annotations.NullMarked;
