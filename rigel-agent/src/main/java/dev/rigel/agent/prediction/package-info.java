/** What a prediction gives beside a turn's answer: the places of fields, Markdown, schemas. */
@NullMarked
package dev.rigel.agent.prediction;

import org.jspecify.annotations.NullMarked;
