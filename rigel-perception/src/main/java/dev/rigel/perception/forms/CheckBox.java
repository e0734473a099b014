package dev.rigel.perception.forms;

import static java.util.Objects.requireNonNull;

import dev.rigel.media.Box;

/**
 * A square to tick.
 *
 * @param confidence in the state, 0 to 1
 */
public record CheckBox(Box box, boolean checked, double confidence) {
  public CheckBox {
    requireNonNull(box, "box");
  }
}
