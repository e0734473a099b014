package dev.rigel.language.decode;

import dev.rigel.language.Generation;
import dev.rigel.language.TokenListener;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Writes what the model wants to write, and lets a listener hear it. */
public final class FreeWriting {
  private final NextToken model;
  private final Sampling sampling;
  private final WritingLimits limits;
  private final StopTexts stops;
  private final TokenListener listener;

  public FreeWriting(
      NextToken model,
      Sampling sampling,
      WritingLimits limits,
      StopTexts stops,
      TokenListener listener) {
    this.model = model;
    this.sampling = sampling;
    this.limits = limits;
    this.stops = stops;
    this.listener = listener;
  }

  /**
   * Writes until the model ends or a limit is met.
   *
   * @param start text that the answer begins with; it counts as written
   */
  public Writing write(String start) {
    WrittenText written = new WrittenText(start);
    Told told = new Told(start.length());
    List<Integer> unread = List.of();
    told.show(start, stops.safeLength(start));
    while (told.path.size() < limits.maxTokens()) {
      limits.beforeToken().run();
      List<Candidate> candidates =
          model.next(
              told.path.size() - unread.size(),
              unread,
              sampling.limit(Math.max(4, limits.alternatives())),
              sampling.gap());
      if (candidates.isEmpty()) {
        return told.finished(written.finished(), Writing.Ending.STUCK);
      }
      Candidate chosen = sampling.order(candidates, told.path.size()).getFirst();
      if (chosen.ends()) {
        return told.finished(written.finished(), Writing.Ending.DONE);
      }
      written.add(chosen.piece());
      String text = written.text();
      told.add(
          new Writing.Choice(
              chosen,
              List.copyOf(
                  candidates.subList(0, Math.min(candidates.size(), limits.alternatives())))),
          text.length());
      unread = List.of(chosen.id());
      OptionalInt stop = stops.find(text, Math.max(start.length(), told.shown));
      if (stop.isPresent()) {
        return told.finished(text.substring(0, stop.getAsInt()), Writing.Ending.DONE);
      }
      told.show(text, stops.safeLength(text));
    }
    return told.finished(written.finished(), Writing.Ending.LENGTH);
  }

  /** The tokens written, and how much of them the listener has heard. */
  private final class Told {
    private final List<Writing.Choice> path = new ArrayList<>();

    /** Where the text ends after each token; a character that is not whole counts later. */
    private final List<Integer> ends = new ArrayList<>();

    private final int start;
    private int shown;
    private int tokensShown;

    Told(int start) {
      this.start = start;
    }

    void add(Writing.Choice token, int end) {
      path.add(token);
      ends.add(end);
    }

    void show(String text, int to) {
      if (to <= shown) {
        return;
      }
      List<Generation.TokenLogProbability> tokens = new ArrayList<>();
      while (tokensShown < path.size() && ends.get(tokensShown) <= to) {
        tokens.add(path.get(tokensShown++).logProbability());
      }
      listener.wrote(text.substring(shown, to), tokens);
      shown = to;
    }

    Writing finished(String text, Writing.Ending ending) {
      show(text, text.length());
      return new Writing(text, ending, path.size(), 0, path.subList(0, tokensOf(text.length())));
    }

    /** How many tokens have a part in the text's beginning of this length. */
    private int tokensOf(int length) {
      int count = path.size();
      while (count > 0 && (count == 1 ? start : ends.get(count - 2)) >= length) {
        count--;
      }
      return count;
    }
  }
}
