package dev.rigel.perception.forms;

import static java.util.Objects.requireNonNull;

import dev.rigel.media.Box;

/**
 * A field of a form: what it is called and what is filled in.
 *
 * @param label the words printed beside it; empty when there are none
 * @param value what is written in it, empty when nothing; {@code checked} or {@code unchecked};
 *     {@code signed}, {@code typed} or {@code unsigned}
 * @param byHand whether a pen wrote in it
 * @param box where the value stands, or should stand
 * @param confidence 0 to 1, in label and value
 */
public record FormField(
    FieldKind kind, String label, String value, boolean byHand, Box box, double confidence) {
  public static final String CHECKED = "checked";
  public static final String UNCHECKED = "unchecked";
  public static final String SIGNED = "signed";
  public static final String TYPED = "typed";
  public static final String UNSIGNED = "unsigned";

  public FormField {
    requireNonNull(kind, "kind");
    requireNonNull(label, "label");
    requireNonNull(value, "value");
    requireNonNull(box, "box");
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("not a confidence: " + confidence);
    }
  }
}
