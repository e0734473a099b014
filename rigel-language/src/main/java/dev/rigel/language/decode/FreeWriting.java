package dev.rigel.language.decode;

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
    List<Writing.Choice> path = new ArrayList<>();
    List<Integer> unread = List.of();
    int shown = show(start, 0, stops.safeLength(start));
    while (path.size() < limits.maxTokens()) {
      limits.beforeToken().run();
      List<Candidate> candidates =
          model.next(
              path.size() - unread.size(),
              unread,
              sampling.limit(Math.max(4, limits.alternatives())),
              sampling.gap());
      if (candidates.isEmpty()) {
        return finished(written.finished(), Writing.Ending.STUCK, path, shown);
      }
      Candidate chosen = sampling.order(candidates, path.size()).getFirst();
      if (chosen.ends()) {
        return finished(written.finished(), Writing.Ending.DONE, path, shown);
      }
      written.add(chosen.piece());
      path.add(
          new Writing.Choice(
              chosen,
              List.copyOf(
                  candidates.subList(0, Math.min(candidates.size(), limits.alternatives())))));
      unread = List.of(chosen.id());
      String text = written.text();
      OptionalInt stop = stops.find(text, Math.max(start.length(), shown));
      if (stop.isPresent()) {
        return finished(text.substring(0, stop.getAsInt()), Writing.Ending.DONE, path, shown);
      }
      shown = show(text, shown, stops.safeLength(text));
    }
    return finished(written.finished(), Writing.Ending.LENGTH, path, shown);
  }

  private int show(String text, int from, int to) {
    if (to > from) {
      listener.wrote(text.substring(from, to));
      return to;
    }
    return from;
  }

  private Writing finished(
      String text, Writing.Ending ending, List<Writing.Choice> path, int shown) {
    show(text, shown, text.length());
    return new Writing(text, ending, path.size(), 0, path);
  }
}
