package dev.rigel.media;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * A form field as a PDF holds it, at one of the places where it is shown.
 *
 * @param page from 1
 * @param name its full name inside the file, such as {@code applicant.name}
 * @param title what it is called for people, empty when the file does not say
 * @param value what is filled in; of a button the value it stands for
 * @param on whether a button is ticked or a signature is there
 */
public record FormWidget(
    int page, Box box, Kind kind, String name, String title, String value, boolean on) {
  /** What kind of field it is. */
  public enum Kind {
    TEXT,
    CHECKBOX,
    RADIO,
    CHOICE,
    SIGNATURE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public FormWidget {
    requireNonNull(box, "box");
    requireNonNull(kind, "kind");
    requireNonNull(name, "name");
    requireNonNull(title, "title");
    requireNonNull(value, "value");
  }
}
