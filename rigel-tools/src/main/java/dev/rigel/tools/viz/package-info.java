/** Functions that show what was found. */
@NullMarked
package dev.rigel.tools.viz;

import org.jspecify.annotations.NullMarked;
