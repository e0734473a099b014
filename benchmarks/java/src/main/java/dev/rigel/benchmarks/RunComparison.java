package dev.rigel.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Two runs of the same tasks side by side, as Markdown. */
final class RunComparison {
  /**
   * One task in both runs.
   *
   * @param fault what is wrong with the first answer
   * @param otherFault what is wrong with the second
   */
  record Pair(
      String id,
      TaskAnswer answer,
      Optional<String> fault,
      TaskAnswer other,
      Optional<String> otherFault) {
    boolean sameProgram() {
      return answer.program().strip().equals(other.program().strip());
    }

    /** The same words, names of produced media left aside: they are new in each session. */
    boolean sameAnswer() {
      return plain(answer.content()).equals(plain(other.content()))
          && answer.artifacts().size() == other.artifacts().size();
    }

    private static String plain(String content) {
      return content.replaceAll("(?:img|doc)_[0-9a-f]{6,}", "REF").strip();
    }
  }

  private RunComparison() {}

  static String of(String run, String other, List<Pair> pairs) {
    if (pairs.isEmpty()) {
      return "The runs " + run + " and " + other + " have no task in common.\n";
    }
    StringBuilder out = new StringBuilder();
    out.append("| ").append(pairs.size()).append(" tasks | ").append(run).append(" | ");
    out.append(other).append(" |\n|---|---|---|\n");
    out.append(
        String.format(
            Locale.ROOT,
            "| right | %d | %d |%n",
            count(pairs, pair -> pair.fault().isEmpty()),
            count(pairs, pair -> pair.otherFault().isEmpty())));
    out.append(
        String.format(
            Locale.ROOT,
            "%nThe same program %d times, the same answer %d times, both right or both wrong %d"
                + " times.%n%n",
            count(pairs, Pair::sameProgram),
            count(pairs, Pair::sameAnswer),
            count(pairs, pair -> pair.fault().isEmpty() == pair.otherFault().isEmpty())));
    out.append("| task | ").append(run).append(" | ").append(other);
    out.append(" | program | answer | s |\n|---|---|---|---|---|---|\n");
    for (Pair pair : pairs) {
      out.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s | %s | %.1f / %.1f |%n",
              pair.id(),
              verdict(pair.fault()),
              verdict(pair.otherFault()),
              pair.sameProgram() ? "same" : "other",
              pair.sameAnswer() ? "same" : "other",
              pair.answer().seconds(),
              pair.other().seconds()));
    }
    return out.toString();
  }

  private static String verdict(Optional<String> fault) {
    return fault.map(text -> text.replace('|', '/').replaceAll("\\s+", " ")).orElse("right");
  }

  private static long count(List<Pair> pairs, Predicate<Pair> which) {
    return pairs.stream().filter(which).count();
  }
}
