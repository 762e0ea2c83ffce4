/**
 * What the server and the clients of replication over HTTP share: requests, parameters, pages and their versions,
 * problems, retries.
 */
@NullMarked
package io.holcstore.internal.http;

import org.jspecify.annotations.NullMarked;
