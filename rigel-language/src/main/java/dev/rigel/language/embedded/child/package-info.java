/** What runs inside the language model's process: the native binding and the engine over it. */
@NullMarked
package dev.rigel.language.embedded.child;

import org.jspecify.annotations.NullMarked;
