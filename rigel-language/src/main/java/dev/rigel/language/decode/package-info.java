/**
 * Choosing tokens: sampling, stop texts and the search under a constraint. Knows no native code.
 */
@NullMarked
package dev.rigel.language.decode;

import org.jspecify.annotations.NullMarked;
