/**
 * A server of HTTP below its endpoints: the JDK's server with clients that are cut off when they are slow, and the door
 * through which each request comes: who may read what, how many requests at once, bodies, answers, problems.
 */
@NullMarked
package io.holcstore.internal.http.server;

import org.jspecify.annotations.NullMarked;
