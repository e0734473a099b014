/** A small layer over Jetty: routes, exchanges, event streams, and the one door in front of all. */
@NullMarked
package dev.rigel.server.http;

import org.jspecify.annotations.NullMarked;
