package dev.rigel.perception.objects;

import dev.rigel.media.Box;

/**
 * One object as a network sees it.
 *
 * @param kind index into {@link CocoLabels#NAMES}
 * @param confidence 0 to 1
 */
record Detection(Box box, int kind, double confidence) {}
