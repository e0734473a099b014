/** What kind of document something is, and where in a pile of pages each document begins. */
@NullMarked
package dev.rigel.tools.pile;

import org.jspecify.annotations.NullMarked;
