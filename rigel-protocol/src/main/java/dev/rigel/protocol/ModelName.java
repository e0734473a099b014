package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A model name that Rigel answers to, and how much work it stands for.
 *
 * @param name as the client wrote it; echoed in the answer
 */
public record ModelName(String name, Family family, Variant variant) {
  /** The names' families. {@code ORION_2} answers also show their program. */
  public enum Family {
    ORION_1,
    ORION_2,
    /** The bare embedded language model, without tools. */
    EMBEDDED
  }

  /** How much effort a turn may take. {@code :lite} is {@code FAST}. */
  public enum Variant {
    FAST,
    AUTO,
    PRO
  }

  public static final ModelName DEFAULT =
      new ModelName("vlmrun-orion-1:auto", Family.ORION_1, Variant.AUTO);

  /** The accepted names, for error messages. */
  public static final String ACCEPTED =
      "vlmrun-orion-1, vlmrun-orion-1:lite, vlmrun-orion-1:fast, vlmrun-orion-1:auto,"
          + " vlmrun-orion-1:pro, vlmrun-orion-2:fast, vlmrun-orion-2:auto, vlmrun-orion-2:pro,"
          + " rigel-embedded";

  private static final Pattern SUFFIX = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  public ModelName {
    requireNonNull(name, "name");
    requireNonNull(family, "family");
    requireNonNull(variant, "variant");
  }

  /** Reads a name; empty when Rigel does not know it. */
  public static Optional<ModelName> of(String name) {
    int colon = name.indexOf(':');
    String base = colon < 0 ? name : name.substring(0, colon);
    String suffix = colon < 0 ? "auto" : name.substring(colon + 1);
    return switch (base) {
      case "vlmrun-orion-1" -> known(suffix).map(v -> new ModelName(name, Family.ORION_1, v));
      case "vlmrun-orion-2" ->
          // A pinned backbone (":opus-5") is a planner that only its vendor has.
          SUFFIX.matcher(suffix).matches()
              ? Optional.of(new ModelName(name, Family.ORION_2, known(suffix).orElse(Variant.AUTO)))
              : Optional.empty();
      case "rigel-embedded" ->
          colon < 0
              ? Optional.of(new ModelName(name, Family.EMBEDDED, Variant.AUTO))
              : Optional.empty();
      default ->
          // Names from before Orion: vlm-agent-1, vlm-agent:document, ...
          base.startsWith("vlm-agent")
                  && SUFFIX.matcher(base).matches()
                  && SUFFIX.matcher(suffix).matches()
              ? Optional.of(new ModelName(name, Family.ORION_1, Variant.AUTO))
              : Optional.empty();
    };
  }

  private static Optional<Variant> known(String suffix) {
    return switch (suffix) {
      case "lite", "fast" -> Optional.of(Variant.FAST);
      case "auto" -> Optional.of(Variant.AUTO);
      case "pro" -> Optional.of(Variant.PRO);
      default -> Optional.empty();
    };
  }
}
