/** The embedded language model: llama.cpp in a process of its own. */
@NullMarked
package dev.rigel.language.embedded;

import org.jspecify.annotations.NullMarked;
