/** How alike two pictures look, without their content. */
@NullMarked
package dev.rigel.media.likeness;

import org.jspecify.annotations.NullMarked;
