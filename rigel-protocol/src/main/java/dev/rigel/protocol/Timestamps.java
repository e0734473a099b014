package dev.rigel.protocol;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Moments as they go over the wire: ISO 8601 in UTC. */
final class Timestamps {
  private Timestamps() {}

  static String iso(Instant moment) {
    return moment.truncatedTo(ChronoUnit.MICROS).toString();
  }
}
