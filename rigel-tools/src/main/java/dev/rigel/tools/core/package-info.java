/** Functions that every program may call. */
@NullMarked
package dev.rigel.tools.core;

import org.jspecify.annotations.NullMarked;
