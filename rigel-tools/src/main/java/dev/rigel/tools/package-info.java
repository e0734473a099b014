/** Every function a program may call. */
@NullMarked
package dev.rigel.tools;

import org.jspecify.annotations.NullMarked;
