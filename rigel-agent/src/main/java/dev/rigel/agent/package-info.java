/** A turn from request to answer. */
@NullMarked
package dev.rigel.agent;

import org.jspecify.annotations.NullMarked;
