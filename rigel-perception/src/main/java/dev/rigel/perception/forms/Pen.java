package dev.rigel.perception.forms;

import dev.rigel.base.CallScope;
import dev.rigel.perception.ink.Ink;
import java.util.List;

/**
 * Tells whether a pen wrote in a place, by the geometry of its ink alone: printed letters stand
 * apart, on one baseline, and are read with certainty; a pen joins letters, leans and shakes.
 */
final class Pen {
  /** In heights of a letter: smaller ink is dust. */
  private static final double DUST = 0.22;

  private static final double STROKE = 0.8;

  /** In heights of a letter: print runs on for so long without a gap only where it is blurred. */
  private static final double JOINED = 3;

  private static final double LONG = 6;
  private static final double LINE = 15;

  /** Stains for each letter that was read; print has one or more, joined by blur a little less. */
  private static final double STAINS_OF_SCRIPT = 0.45;

  private static final double STAINS_OF_LOOSE_SCRIPT = 0.65;
  private static final double HARDLY_READ = 0.72;

  /** Share of a stain that lies on a word of the text layer: it is that word. */
  private static final double COVERED = 0.5;

  private final Ink ink;
  private final double letter;
  private final boolean digital;

  /**
   * @param letter height of the usual word
   * @param digital whether the words come from a text layer: what they do not cover was drawn
   */
  Pen(Ink ink, double letter, boolean digital) {
    this.ink = ink;
    this.letter = letter;
    this.digital = digital;
  }

  /**
   * @param place without the lines around it
   * @param content what was read there
   */
  boolean wrote(Area place, List<Phrase> content, CallScope scope) {
    List<Stain> stains =
        Stain.within(
                ink,
                (int) Math.round(place.left()),
                (int) Math.round(place.top()),
                (int) Math.round(place.right()),
                (int) Math.round(place.bottom()),
                scope)
            .stream()
            .filter(stain -> Math.max(stain.width(), stain.height()) >= DUST * letter)
            .filter(stain -> !isLine(stain))
            .toList();
    return digital ? drawn(stains, content) : penned(stains, content);
  }

  private boolean drawn(List<Stain> stains, List<Phrase> content) {
    return stains.stream()
        .filter(stain -> Math.max(stain.width(), stain.height()) >= STROKE * letter)
        .anyMatch(stain -> {
          double covered =
              content.stream().mapToDouble(phrase -> phrase.area().shared(stain.area())).sum();
          return covered < COVERED * stain.area().size();
        });
  }

  private boolean penned(List<Stain> stains, List<Phrase> content) {
    long letters =
        content.stream()
            .flatMapToInt(phrase -> phrase.text().chars())
            .filter(Character::isLetterOrDigit)
            .count();
    double longest = stains.stream().mapToInt(Stain::width).max().orElse(0) / letter;
    double tallest = stains.stream().mapToInt(Stain::height).max().orElse(0) / letter;
    if (letters == 0) {
      return Math.max(longest, tallest) >= STROKE;
    }
    double confidence = content.stream().mapToDouble(Phrase::confidence).min().orElse(0);
    double perLetter = (double) stains.size() / letters;
    boolean joined =
        longest >= JOINED && perLetter <= STAINS_OF_SCRIPT
            || longest >= LONG && longest < LINE && perLetter <= STAINS_OF_LOOSE_SCRIPT;
    return joined || confidence < HARDLY_READ;
  }

  /** What is left of a ruled line or a frame. */
  private boolean isLine(Stain stain) {
    return stain.height() < 0.2 * letter && stain.width() > 1.5 * letter
        || stain.width() < 0.2 * letter && stain.height() > 1.2 * letter;
  }
}
