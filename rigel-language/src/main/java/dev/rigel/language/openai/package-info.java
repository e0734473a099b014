/** Models behind any OpenAI-compatible endpoint. */
@NullMarked
package dev.rigel.language.openai;

import org.jspecify.annotations.NullMarked;
