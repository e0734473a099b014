/** Reading text in pictures: where the lines are, and what they say. */
@NullMarked
package dev.rigel.perception.text;

import org.jspecify.annotations.NullMarked;
