/** The frames that travel between the server and the language model's process. */
@NullMarked
package dev.rigel.language.embedded.wire;

import org.jspecify.annotations.NullMarked;
