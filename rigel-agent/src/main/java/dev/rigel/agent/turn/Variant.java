package dev.rigel.agent.turn;

import java.util.Locale;

/** How much effort a turn may take, from the model's name. */
public enum Variant {
  /** One program, reflex first, no repair by a model. */
  FAST(0, 2),
  AUTO(2, 5),
  PRO(4, 5);

  private final int repairs;
  private final int examples;

  Variant(int repairs, int examples) {
    this.repairs = repairs;
    this.examples = examples;
  }

  /** How many examples at most a planner reads beside a request. */
  public int examples() {
    return examples;
  }

  /** How many times a program may be written again after it failed. */
  public int repairs() {
    return repairs;
  }

  /**
   * From {@code vlmrun-orion-1:fast} and its relatives; a name without a variant is {@link #AUTO}.
   */
  public static Variant ofModel(String model) {
    String suffix = model.substring(model.indexOf(':') + 1).toLowerCase(Locale.ROOT);
    return switch (suffix) {
      case "fast", "lite" -> FAST;
      case "pro" -> PRO;
      default -> AUTO;
    };
  }
}
