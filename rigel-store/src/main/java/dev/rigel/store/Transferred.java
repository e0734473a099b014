package dev.rigel.store;

/**
 * What an export or import has moved.
 *
 * @param leftOut media that were missing or damaged
 */
public record Transferred(long rows, long blobs, long leftOut) {}
