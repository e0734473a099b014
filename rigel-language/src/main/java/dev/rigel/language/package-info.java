/** Language models, embeddings and constrained decoding. */
@NullMarked
package dev.rigel.language;

import org.jspecify.annotations.NullMarked;
