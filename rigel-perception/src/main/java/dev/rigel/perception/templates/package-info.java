/** Finding a small picture in a large one. */
@NullMarked
package dev.rigel.perception.templates;

import org.jspecify.annotations.NullMarked;
