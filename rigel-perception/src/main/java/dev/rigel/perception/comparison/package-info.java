/** Pictures laid over each other, and what differs then. */
@NullMarked
package dev.rigel.perception.comparison;

import org.jspecify.annotations.NullMarked;
