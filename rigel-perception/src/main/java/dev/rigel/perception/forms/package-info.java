/** What is drawn on forms: boxes to tick, lines to write on, signatures. */
@NullMarked
package dev.rigel.perception.forms;

import org.jspecify.annotations.NullMarked;
