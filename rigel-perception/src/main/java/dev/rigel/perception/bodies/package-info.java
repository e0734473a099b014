/** Finding the joints of bodies and hands. */
@NullMarked
package dev.rigel.perception.bodies;

import org.jspecify.annotations.NullMarked;
