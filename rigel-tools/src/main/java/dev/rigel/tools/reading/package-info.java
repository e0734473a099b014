/** The text of pictures and documents, with the place of every piece. */
@NullMarked
package dev.rigel.tools.reading;

import org.jspecify.annotations.NullMarked;
