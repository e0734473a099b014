/** The rigel command. */
@NullMarked
package dev.rigel.cli;

import org.jspecify.annotations.NullMarked;
