package dev.rigel.language.decode;

import dev.rigel.language.TokenConstraint;
import dev.rigel.language.TokenConstraint.Verdict;
import dev.rigel.language.TokenListener;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Writes a text that a {@link TokenConstraint} allows, as near to what the model wants as it can.
 *
 * <p>At every place the candidates are asked about in the model's order, and the first viable one
 * is taken. Three repairs: an early end is replaced by what the constraint proposes; a refusal that
 * blames an earlier place (an ungrounded text that began there) goes back to it and bars the way
 * that was taken; and when the writing got stuck, it is taken up again where it became improbable,
 * now with jumps back to the best alternative that was passed over. The last is not done from the
 * start, as it leads some hard texts astray that come out right without it.
 */
public final class ConstrainedSearch {
  private static final int FIRST_CANDIDATES = 24;
  private static final int ALL_CANDIDATES = 512;
  private static final double BLAMED_AT_LEAST = 0.1;
  private static final double BLAME_UNLESS_VIABLE = 0.35;
  private static final int MOST_BLAMES = 4;
  private static final double WEAK = 0.08;
  private static final int JUMP_REACH = 60;
  private static final double JUMP_GAIN = 0.7;
  private static final int MOST_JUMPS = 6;
  private static final int MOST_JUMP_CHECKS = 400;

  private final NextToken model;
  private final TokenConstraint constraint;
  private final Sampling sampling;
  private final WritingLimits limits;
  private final StopTexts stops;
  private final TokenListener listener;
  private final boolean mayGoBack;

  private WrittenText written = new WrittenText("");
  private final List<Position> path = new ArrayList<>();
  private int read;
  private int steps;
  private int blames;
  private int jumps;
  private int refusals;
  private int startLength;
  private int shown;

  /**
   * One search, for one text.
   *
   * @param mayGoBack whether what is written may be taken back; the listener then hears the text
   *     only at the end
   */
  public ConstrainedSearch(
      NextToken model,
      TokenConstraint constraint,
      Sampling sampling,
      WritingLimits limits,
      StopTexts stops,
      TokenListener listener,
      boolean mayGoBack) {
    this.model = model;
    this.constraint = constraint;
    this.sampling = sampling;
    this.limits = limits;
    this.stops = stops;
    this.listener = listener;
    this.mayGoBack = mayGoBack;
  }

  /** What is to be done at a place. */
  private sealed interface Decision {
    /** A candidate, or a forced text of several tokens; {@code end} cuts the text there. */
    record Take(List<Candidate> tokens, OptionalInt end, double logProbability)
        implements Decision {}

    record End() implements Decision {}

    /** Choose again where this token was chosen. */
    record GoBack(int token) implements Decision {}

    /** Take this candidate instead of the token that was chosen there. */
    record Jump(int token, Take instead) implements Decision {}

    record Stuck() implements Decision {}
  }

  /** The first viable way on, and the refusal that asks to go back, if there is one. */
  private record Found(Optional<Decision> decision, double logProbability, OptionalInt blamed) {}

  /** An alternative that was passed over at an earlier place. */
  private record Alternative(int token, Candidate candidate, double score) {}

  private static final OptionalInt NOWHERE = OptionalInt.empty();

  /**
   * Writes until the text is whole, a limit is met or nothing may follow.
   *
   * @param start text that the answer begins with; the constraint sees it as written
   */
  public Writing write(String start) {
    written = new WrittenText(start);
    startLength = start.length();
    Writing first = run(false);
    if (!mayGoBack || first.ending() == Writing.Ending.DONE) {
      return heard(first);
    }
    int weak = firstWeak(first.ending());
    if (weak < 0) {
      return heard(first);
    }
    cut(weak);
    Writing second = run(true);
    return heard(second.ending() == Writing.Ending.DONE ? second : first);
  }

  private Writing heard(Writing writing) {
    if (writing.text().length() > shown) {
      listener.wrote(writing.text().substring(shown));
      shown = writing.text().length();
    }
    return writing;
  }

  private int firstWeak(Writing.Ending ending) {
    for (int i = 0; i < path.size(); i++) {
      if (path.get(i).weak()) {
        return i;
      }
    }
    return ending == Writing.Ending.STUCK ? path.size() : -1;
  }

  private Writing run(boolean jumping) {
    Position here = new Position();
    while (true) {
      limits.beforeToken().run();
      if (path.size() >= limits.maxTokens() || steps++ > 4 * limits.maxTokens() + 64) {
        return writing(written.text(), Writing.Ending.LENGTH);
      }
      switch (decide(here, jumping)) {
        case Decision.Stuck _ -> {
          return writing(written.text(), Writing.Ending.STUCK);
        }
        case Decision.End _ -> {
          return writing(written.text(), Writing.Ending.DONE);
        }
        case Decision.GoBack(int token) -> here = goBack(token);
        case Decision.Jump(int token, Decision.Take take) -> {
          Optional<Writing> done = take(goBack(token), take);
          if (done.isPresent()) {
            return done.get();
          }
          here = new Position();
        }
        case Decision.Take take -> {
          Optional<Writing> done = take(here, take);
          if (done.isPresent()) {
            return done.get();
          }
          here = new Position();
        }
      }
    }
  }

  private Position goBack(int token) {
    Position there = path.get(token);
    there.chosen().ifPresent(there::bar);
    cut(token);
    return there;
  }

  /** Writes what was decided; the whole writing when it ends with it. */
  private Optional<Writing> take(Position here, Decision.Take take) {
    push(here, take.tokens());
    String text = written.text();
    if (take.end().isPresent()) {
      int end = Math.min(text.length(), take.end().getAsInt());
      return Optional.of(writing(text.substring(0, end), Writing.Ending.DONE));
    }
    OptionalInt stop = stops.find(text, startLength);
    if (stop.isPresent()) {
      return Optional.of(writing(text.substring(0, stop.getAsInt()), Writing.Ending.DONE));
    }
    show(text);
    return Optional.empty();
  }

  private void show(String text) {
    int safe = stops.safeLength(text);
    if (!mayGoBack && safe > shown) {
      listener.wrote(text.substring(shown, safe));
      shown = safe;
    }
  }

  private void push(Position here, List<Candidate> tokens) {
    Position at = here;
    for (Candidate token : tokens) {
      at.choose(token);
      path.add(at);
      written.add(token.piece());
      at = new Position();
    }
  }

  private void cut(int tokens) {
    while (path.size() > tokens) {
      path.removeLast();
    }
    written.truncate(tokens);
    read = Math.min(read, tokens);
  }

  private Decision decide(Position here, boolean jumping) {
    Found found = find(here);
    boolean weak = found.decision().isEmpty() || found.logProbability() < Math.log(WEAK);
    here.markWeak(weak);
    if (mayGoBack
        && found.blamed().isPresent()
        && blames < MOST_BLAMES
        && (found.decision().isEmpty() || found.logProbability() < Math.log(BLAME_UNLESS_VIABLE))) {
      blames++;
      return new Decision.GoBack(found.blamed().getAsInt());
    }
    if (jumping && weak && jumps < MOST_JUMPS) {
      Optional<Decision> jump = bestAlternative(found);
      if (jump.isPresent()) {
        jumps++;
        return jump.get();
      }
    }
    return found.decision().orElseGet(() -> lastResort(here));
  }

  /** Asks about the candidates in their order until one is viable. */
  private Found find(Position here) {
    int limit = Math.max(FIRST_CANDIDATES, limits.alternatives());
    if (here.asked() == 0) {
      ask(here, sampling.limit(limit));
    }
    Found found = find(here, here.candidates(), NOWHERE, true);
    if (found.decision().isEmpty() && here.asked() < ALL_CANDIDATES) {
      int known = here.candidates().size();
      ask(here, ALL_CANDIDATES);
      List<Candidate> more =
          here.candidates()
              .subList(Math.min(known, here.candidates().size()), here.candidates().size());
      found = find(here, more, found.blamed(), false);
    }
    return found;
  }

  private Found find(
      Position here, List<Candidate> candidates, OptionalInt blamedBefore, boolean fromFirst) {
    OptionalInt blamed = blamedBefore;
    boolean first = fromFirst;
    for (Candidate candidate : preferred(sampling.order(candidates, path.size()))) {
      boolean wanted = first;
      first = false;
      if (here.isOut(candidate) || here.isPieceOfRefused(candidate)) {
        continue;
      }
      if (candidate.ends()) {
        Optional<Decision> end = end(here, wanted);
        if (end.isPresent()) {
          return new Found(end, candidate.logProbability(), blamed);
        }
        here.refuse(candidate);
        continue;
      }
      if (candidate.piece().length == 0) {
        continue;
      }
      Optional<String> text = written.with(path.size(), candidate.piece());
      if (text.isEmpty()) {
        continue;
      }
      switch (constraint.check(text.get())) {
        case Verdict.Viable _ -> {
          return new Found(
              Optional.of(
                  new Decision.Take(
                      List.of(candidate), OptionalInt.empty(), candidate.logProbability())),
              candidate.logProbability(),
              blamed);
        }
        case Verdict.Complete(int length) -> {
          return new Found(
              Optional.of(
                  new Decision.Take(
                      List.of(candidate), OptionalInt.of(length), candidate.logProbability())),
              candidate.logProbability(),
              blamed);
        }
        case Verdict.Refused(int position, int blame, String _) -> {
          refusals++;
          here.refuse(candidate);
          if (blamed.isEmpty() && blame < position && candidate.probability() > BLAMED_AT_LEAST) {
            int token = written.tokenAt(blame);
            if (token >= 0 && token < path.size()) {
              blamed = OptionalInt.of(token);
            }
          }
        }
      }
    }
    return new Found(Optional.empty(), Double.NEGATIVE_INFINITY, blamed);
  }

  /** The candidates in the order in which they are tried, what the constraint prefers before. */
  private List<Candidate> preferred(List<Candidate> ordered) {
    if (!constraint.prefers() || ordered.size() < 2) {
      return ordered;
    }
    Map<Candidate, Double> scores = new IdentityHashMap<>();
    double least = 0;
    for (Candidate candidate : ordered) {
      // An order that was drawn stays: no candidate counts as likelier than the one before it.
      least = Math.min(least, candidate.logProbability());
      scores.put(candidate, least + preference(candidate));
    }
    List<Candidate> sorted = new ArrayList<>(ordered);
    sorted.sort(
        Comparator.comparingDouble((Candidate c) -> scores.getOrDefault(c, 0.0)).reversed());
    return sorted;
  }

  private double preference(Candidate candidate) {
    if (candidate.ends() || candidate.piece().length == 0) {
      return 0;
    }
    return written.with(path.size(), candidate.piece()).map(constraint::preference).orElse(0.0);
  }

  /** The model wants to end here, or would rather end than write what comes after. */
  private Optional<Decision> end(Position here, boolean wanted) {
    if (written.endsWithinCharacter()) {
      return Optional.empty();
    }
    String text = written.text();
    if (constraint.mayEnd(text)) {
      return Optional.of(new Decision.End());
    }
    refusals++;
    if (!wanted || here.endReplaced()) {
      return Optional.empty();
    }
    here.markEndReplaced();
    return forced(constraint.insteadOfEnd(text));
  }

  private Optional<Decision> forced(String text) {
    if (text.isEmpty() || written.endsWithinCharacter()) {
      return Optional.empty();
    }
    String whole = written.text() + text;
    if (constraint.check(whole) instanceof Verdict.Refused) {
      return Optional.empty();
    }
    List<Candidate> tokens = model.tokens(text);
    return tokens.isEmpty()
        ? Optional.empty()
        : way(whole, tokens, Double.NEGATIVE_INFINITY).map(take -> take);
  }

  /** The way on that writes these tokens, if the constraint allows the text they make. */
  private Optional<Decision.Take> way(String text, List<Candidate> tokens, double logProbability) {
    return switch (constraint.check(text)) {
      case Verdict.Viable _ -> Optional.of(new Decision.Take(tokens, NOWHERE, logProbability));
      case Verdict.Complete(int length) ->
          Optional.of(new Decision.Take(tokens, OptionalInt.of(length), logProbability));
      case Verdict.Refused _ -> {
        refusals++;
        yield Optional.empty();
      }
    };
  }

  /** None of the model's own candidates will do: closers, then the pieces that were passed over. */
  private Decision lastResort(Position here) {
    for (String closer : constraint.closers()) {
      Optional<Decision> way = forced(closer);
      if (way.isPresent()) {
        return way.get();
      }
    }
    for (Candidate candidate : here.candidates()) {
      if (here.isOut(candidate) || candidate.ends() || candidate.piece().length == 0) {
        continue;
      }
      Optional<String> text = written.with(path.size(), candidate.piece());
      if (text.isEmpty()) {
        continue;
      }
      Optional<Decision.Take> way = way(text.get(), List.of(candidate), candidate.logProbability());
      if (way.isPresent()) {
        return way.get();
      }
      here.refuse(candidate);
    }
    return new Decision.Stuck();
  }

  /**
   * The untried viable candidate of an earlier place whose whole text is likeliest, if it is
   * clearly likelier than going on here.
   */
  private Optional<Decision> bestAlternative(Found here) {
    List<Alternative> alternatives = new ArrayList<>();
    double before = 0;
    for (int i = 0; i < path.size(); i++) {
      Position position = path.get(i);
      if (i >= path.size() - JUMP_REACH) {
        for (Candidate candidate : position.candidates()) {
          if (!position.isOut(candidate)
              && !candidate.ends()
              && candidate.piece().length > 0
              && !position.chosen().map(token -> token.id() == candidate.id()).orElse(false)
              && !position.isPieceOfRefused(candidate)) {
            alternatives.add(new Alternative(i, candidate, before + candidate.logProbability()));
          }
        }
      }
      before += position.score();
    }
    double goingOn = before + here.logProbability();
    alternatives.sort(Comparator.comparingDouble(Alternative::score).reversed());
    int checks = 0;
    for (Alternative alternative : alternatives) {
      if (alternative.score() <= goingOn + JUMP_GAIN || checks++ > MOST_JUMP_CHECKS) {
        break;
      }
      Optional<String> text = written.with(alternative.token(), alternative.candidate().piece());
      if (text.isEmpty()) {
        continue;
      }
      Candidate candidate = alternative.candidate();
      Optional<Decision.Take> way = way(text.get(), List.of(candidate), candidate.logProbability());
      if (way.isPresent()) {
        return Optional.of(new Decision.Jump(alternative.token(), way.get()));
      }
      path.get(alternative.token()).refuse(candidate);
    }
    return Optional.empty();
  }

  private void ask(Position here, int limit) {
    List<Integer> unread = new ArrayList<>();
    for (Position position : path.subList(read, path.size())) {
      position.chosen().ifPresent(token -> unread.add(token.id()));
    }
    here.learn(model.next(read, unread, limit, sampling.gap()), limit);
    read = path.size();
  }

  private Writing writing(String text, Writing.Ending ending) {
    List<Writing.Choice> choices = new ArrayList<>();
    for (Position position : path) {
      position
          .chosen()
          .ifPresent(token -> {
            List<Candidate> known = position.candidates();
            choices.add(
                new Writing.Choice(
                    token,
                    List.copyOf(known.subList(0, Math.min(known.size(), limits.alternatives())))));
          });
    }
    return new Writing(text, ending, choices.size(), refusals, choices);
  }
}
