package dev.rigel.language.constraint;

import dev.rigel.language.TokenConstraint.Verdict;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Checks texts against a grammar, remembering where the last viable ones led: a text is nearly
 * always one of them with a few characters more.
 */
final class MatchedText {
  private static final int REMEMBERED = 32;

  private record Known(String text, Matcher matcher) {}

  private final Deque<Known> known = new ArrayDeque<>();
  private final Known beginning;

  MatchedText(Grammar grammar) {
    beginning = new Known("", Matcher.of(grammar));
  }

  synchronized Verdict check(String text) {
    Known from = nearest(text);
    Matcher matcher = from.matcher();
    int at = from.text().length();
    while (at < text.length()) {
      Matcher next = matcher.read(text, at);
      if (next.isDead()) {
        // What was whole before this character is cut there.
        return matcher.isWhole()
            ? new Verdict.Complete(at)
            : new Verdict.Refused(at, at, "the grammar does not allow this here");
      }
      matcher = next;
      at += Character.charCount(text.codePointAt(at));
    }
    remember(new Known(text, matcher));
    return matcher.isWhole() && !matcher.mayGoOn()
        ? new Verdict.Complete(text.length())
        : new Verdict.Viable();
  }

  synchronized boolean mayEnd(String text) {
    return switch (check(text)) {
      case Verdict.Viable _ -> nearest(text).matcher().isWhole();
      case Verdict.Complete(int length) -> length == text.length();
      case Verdict.Refused _ -> false;
    };
  }

  private Known nearest(String text) {
    Known best = beginning;
    for (Known candidate : known) {
      if (candidate.text().length() > best.text().length() && text.startsWith(candidate.text())) {
        best = candidate;
      }
    }
    return best;
  }

  private void remember(Known viable) {
    // A character that is not whole yet will be another one later.
    if (viable.text().indexOf(Terminal.UNFINISHED) >= 0) {
      return;
    }
    known.addFirst(viable);
    if (known.size() > REMEMBERED) {
      known.removeLast();
    }
  }
}
