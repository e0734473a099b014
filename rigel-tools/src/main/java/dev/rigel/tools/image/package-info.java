/** Functions that find things in pictures. */
@NullMarked
package dev.rigel.tools.image;

import org.jspecify.annotations.NullMarked;
