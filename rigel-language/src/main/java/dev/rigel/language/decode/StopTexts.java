package dev.rigel.language.decode;

import java.util.List;
import java.util.OptionalInt;

/** Texts at which writing stops; they are not part of the answer. */
public final class StopTexts {
  private final List<String> stops;

  public StopTexts(List<String> stops) {
    this.stops = stops.stream().filter(stop -> !stop.isEmpty()).toList();
  }

  /** Where the first stop text begins, looking from an offset on. */
  public OptionalInt find(String text, int from) {
    int first = -1;
    for (String stop : stops) {
      int at = text.indexOf(stop, Math.max(0, from - stop.length() + 1));
      if (at >= 0 && (first < 0 || at < first)) {
        first = at;
      }
    }
    return first < 0 ? OptionalInt.empty() : OptionalInt.of(first);
  }

  /** How much of the text may be shown: an end that could become a stop text is held back. */
  public int safeLength(String text) {
    int safe = text.length();
    for (String stop : stops) {
      for (int held = Math.min(stop.length() - 1, text.length()); held > 0; held--) {
        if (stop.startsWith(text.substring(text.length() - held))) {
          safe = Math.min(safe, text.length() - held);
          break;
        }
      }
    }
    return safe;
  }
}
