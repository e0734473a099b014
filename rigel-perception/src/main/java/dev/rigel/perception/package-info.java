/** Networks and classical vision: media in, regions out. */
@NullMarked
package dev.rigel.perception;

import org.jspecify.annotations.NullMarked;
