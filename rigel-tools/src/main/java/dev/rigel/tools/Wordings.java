package dev.rigel.tools;

import static java.util.Objects.requireNonNull;

import dev.rigel.language.Generation;
import dev.rigel.language.GenerationRequest;
import dev.rigel.language.Worded;
import dev.rigel.language.Wording;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The free texts that models word in one run: how they are to be worded, and which ones were.
 * Thread-safe.
 */
public final class Wordings {
  /** Requests may hold pictures, and an answer is rarely older than the last few texts. */
  private static final int MOST_KEPT = 16;

  private final Wording wording;
  private final Deque<Worded> texts = new ArrayDeque<>();

  public Wordings(Wording wording) {
    this.wording = requireNonNull(wording, "wording");
  }

  /** The request as this run wants it worded. */
  public GenerationRequest worded(GenerationRequest request) {
    return wording.of(request);
  }

  /** Remembers a text, with the request as it was put to the model. */
  public synchronized void add(GenerationRequest request, Generation generation) {
    if (texts.size() == MOST_KEPT) {
      texts.removeLast();
    }
    texts.addFirst(new Worded(request, generation));
  }

  /** Who worded this text; empty when no model did as a whole. */
  public synchronized Optional<Worded> of(String text) {
    String wanted = text.strip();
    return texts.stream().filter(worded -> worded.text().equals(wanted)).findFirst();
  }
}
