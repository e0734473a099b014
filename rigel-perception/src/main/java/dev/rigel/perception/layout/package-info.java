/** What the parts of a page are: titles, text, lists, tables, pictures, in reading order. */
@NullMarked
package dev.rigel.perception.layout;

import org.jspecify.annotations.NullMarked;
