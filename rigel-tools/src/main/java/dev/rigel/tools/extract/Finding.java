package dev.rigel.tools.extract;

import static java.util.Objects.requireNonNull;

import dev.rigel.media.Region;
import java.util.Optional;

/**
 * A value that was extracted, with its proof.
 *
 * @param path of the value: {@code seller.name}, {@code items[0].amount}
 * @param value of the field's kind
 * @param region where it stands, with the text as it is written; empty when it stands nowhere
 * @param confidence 0 to 1, calibrated: of values with 0.8, four in five are right
 */
public record Finding(String path, Object value, Optional<Region> region, double confidence) {
  public Finding {
    requireNonNull(path, "path");
    requireNonNull(value, "value");
    requireNonNull(region, "region");
  }
}
