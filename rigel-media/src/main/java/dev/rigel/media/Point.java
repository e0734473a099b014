package dev.rigel.media;

/** A point in relative coordinates, 0 to 1 from the top left. */
public record Point(double x, double y) {}
