package dev.rigel.perception.forms;

import java.util.Locale;

/** What is filled in at a field of a form, and how. */
public enum FieldKind {
  TEXT,
  CHECKBOX,
  RADIO,
  CHOICE,
  SIGNATURE;

  /** As programs write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
