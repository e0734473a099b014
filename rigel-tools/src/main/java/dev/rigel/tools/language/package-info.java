/** Functions that a language model performs. */
@NullMarked
package dev.rigel.tools.language;

import org.jspecify.annotations.NullMarked;
