/** Finding and understanding pieces of text: numbers, dates, addresses of all kinds. */
@NullMarked
package dev.rigel.tools.text;

import org.jspecify.annotations.NullMarked;
