package dev.rigel.tools.extract;

import dev.rigel.media.Region;

/**
 * A value that may be a field's.
 *
 * @param value as text, number or truth value, not yet of the field's kind
 * @param region where it stands; its text is the value as it is written
 * @param piece the piece it begins in, with the place there, so that no other field takes it too
 * @param score 0 to 1, before calibration
 */
record Candidate(
    Field field, Object value, Region region, Piece piece, int start, int end, double score) {
  boolean overlaps(Candidate other) {
    return piece == other.piece && start < other.end && other.start < end;
  }

  Candidate scaled(double factor) {
    return new Candidate(field, value, region, piece, start, end, Math.min(1, score * factor));
  }
}
