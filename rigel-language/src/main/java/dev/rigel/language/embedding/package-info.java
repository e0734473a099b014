/** Text embeddings in this process. */
@NullMarked
package dev.rigel.language.embedding;

import org.jspecify.annotations.NullMarked;
