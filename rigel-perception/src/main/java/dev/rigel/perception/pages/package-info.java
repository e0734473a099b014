/** How pages lie. */
@NullMarked
package dev.rigel.perception.pages;

import org.jspecify.annotations.NullMarked;
