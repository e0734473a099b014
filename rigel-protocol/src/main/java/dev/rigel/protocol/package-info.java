/** The requests, responses and errors that cross the wire. */
@NullMarked
package dev.rigel.protocol;

import org.jspecify.annotations.NullMarked;
