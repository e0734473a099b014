/** Functions that make new pictures. */
@NullMarked
package dev.rigel.tools.imagegen;

import org.jspecify.annotations.NullMarked;
