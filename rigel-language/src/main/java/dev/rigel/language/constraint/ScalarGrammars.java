package dev.rigel.language.constraint;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Makes grammars of schemas of strings and numbers. */
final class ScalarGrammars {
  /** Bounds a string where the schema does not, so that no model can go on for ever. */
  private static final int LONGEST_STRING = 16_384;

  /** 2⁵³: up to here every whole number is a double. */
  private static final BigDecimal LARGEST_EXACT = BigDecimal.valueOf(1L << 53);

  private ScalarGrammars() {}

  static Node anyString() {
    return new Node.Leaf(
        new JsonString(new JsonString.Rules(0, LONGEST_STRING, Optional.empty(), Set.of())));
  }

  static Node string(JsonNode schema) {
    Optional<Grammar> pattern =
        schema.has("pattern")
            ? PatternParser.parse(schema.path("pattern").asString(""))
                .map(PatternParser.Texts::grammar)
            : StringFormats.grammar(schema.path("format").asString(""));
    int most = bound(schema, "maxLength", LONGEST_STRING, LONGEST_STRING);
    int least = bound(schema, "minLength", 0, LONGEST_STRING);
    return least > most
        ? Node.NEVER
        : new Node.Leaf(new JsonString(new JsonString.Rules(least, most, pattern, Set.of())));
  }

  static Node number(JsonNode schema, boolean integer) {
    JsonNode exclusiveLeast = schema.path("exclusiveMinimum");
    JsonNode exclusiveMost = schema.path("exclusiveMaximum");
    Optional<BigDecimal> least = decimal(schema.path("minimum"));
    Optional<BigDecimal> most = decimal(schema.path("maximum"));
    // In old drafts "exclusive" is a flag beside the bound.
    boolean leastExcluded = exclusiveLeast.asBoolean(false) && exclusiveLeast.isBoolean();
    boolean mostExcluded = exclusiveMost.asBoolean(false) && exclusiveMost.isBoolean();
    Optional<BigDecimal> above = decimal(exclusiveLeast);
    if (above.isPresent() && (least.isEmpty() || above.get().compareTo(least.get()) >= 0)) {
      least = above;
      leastExcluded = true;
    }
    Optional<BigDecimal> below = decimal(exclusiveMost);
    if (below.isPresent() && (most.isEmpty() || below.get().compareTo(most.get()) <= 0)) {
      most = below;
      mostExcluded = true;
    }
    if (least.isPresent() && most.isPresent()) {
      int order = least.get().compareTo(most.get());
      if (order > 0 || (order == 0 && (leastExcluded || mostExcluded))) {
        return Node.NEVER;
      }
    }
    if (schema.has("multipleOf")) {
      // Within what a double holds exactly, so that every reader's arithmetic agrees.
      least = least.or(() -> Optional.of(LARGEST_EXACT.negate()));
      most = most.or(() -> Optional.of(LARGEST_EXACT));
    }
    return new Node.Leaf(
        new JsonNumber(new JsonNumber.Rules(integer, least, leastExcluded, most, mostExcluded)));
  }

  private static Optional<BigDecimal> decimal(JsonNode value) {
    return value.isNumber() ? Optional.of(value.decimalValue()) : Optional.empty();
  }

  /** A keyword's number, from 0 to {@code most}; {@code otherwise} where it is not there. */
  static int bound(JsonNode schema, String keyword, int otherwise, int most) {
    JsonNode value = schema.path(keyword);
    if (!value.isNumber()) {
      return otherwise;
    }
    return value.decimalValue().max(BigDecimal.ZERO).min(BigDecimal.valueOf(most)).intValue();
  }
}
