package dev.rigel.perception.layout;

import java.util.Locale;

/** What a part of a page is. */
public enum LayoutCategory {
  CAPTION,
  FOOTNOTE,
  FORMULA,
  LIST_ITEM,
  PAGE_FOOTER,
  PAGE_HEADER,
  PICTURE,
  SECTION_HEADER,
  TABLE,
  TEXT,
  TITLE;

  /** As it stands on the wire: {@code section-header}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
