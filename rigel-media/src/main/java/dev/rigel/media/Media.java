package dev.rigel.media;

/**
 * A picture or document that a request brought or a tool made. Immutable; identified by the hash of
 * its content.
 */
public sealed interface Media permits Image, Document {
  /** SHA-256 of the content, in hexadecimal. */
  String contentHash();
}
