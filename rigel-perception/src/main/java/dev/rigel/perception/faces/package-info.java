/** Finding faces. */
@NullMarked
package dev.rigel.perception.faces;

import org.jspecify.annotations.NullMarked;
