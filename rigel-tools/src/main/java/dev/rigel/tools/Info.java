package dev.rigel.tools;

import java.util.OptionalInt;

/**
 * The plain facts of a medium, known without looking at its content.
 *
 * @param kind {@code image} or {@code document}
 * @param width pixels; for a document, of its first page at 150 dpi
 * @param height pixels
 * @param pages empty for pictures
 */
public record Info(String kind, int width, int height, OptionalInt pages) {}
