package dev.rigel.tools.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A long text in passages of a few lines, and those of them that a task needs: where the task
 * speaks of something, the passages that speak of it too; where it is about the whole, passages
 * from all over it. They keep their order; what lies between them is marked as left out.
 */
public final class Passages {
  /** What is kept of a text. */
  public record Kept(String text, int passages, int of) {}

  /** Stands where passages are left out. */
  public static final String GAP = "\n[…]\n";

  /** Characters; a paragraph or two, a third of a page. */
  private static final int LENGTH = 900;

  private static final Pattern ABOUT_THE_WHOLE =
      Pattern.compile(
          "(?i)\\b(summar\\w*|sum up|gist|overview|outline|key points|main points|what is (?:it|this|the \\w+)"
              + " about|describe|title|headline|zusammen\\w*|fass\\w*|résum\\w*|resum\\w*)\\b|总结|概括|摘要");

  private final List<String> passages;
  private final Relevance relevance;

  private Passages(List<String> passages) {
    this.passages = List.copyOf(passages);
    this.relevance = new Relevance(passages);
  }

  public static Passages of(String text) {
    List<String> passages = new ArrayList<>();
    StringBuilder passage = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      for (String piece : pieces(line)) {
        boolean full = passage.length() + piece.length() > LENGTH;
        boolean paragraph = piece.isBlank() && passage.length() > LENGTH / 2;
        if ((full || paragraph) && !passage.isEmpty()) {
          passages.add(passage.toString());
          passage.setLength(0);
        }
        if (!piece.isBlank()) {
          passage.append(passage.isEmpty() ? "" : "\n").append(piece);
        }
      }
    }
    if (!passage.isEmpty()) {
      passages.add(passage.toString());
    }
    return new Passages(passages);
  }

  /** A line without end is cut where a word ends. */
  private static List<String> pieces(String line) {
    List<String> pieces = new ArrayList<>();
    String rest = line;
    while (rest.length() > LENGTH) {
      int space = rest.lastIndexOf(' ', LENGTH);
      int end = space > LENGTH / 2 ? space : LENGTH;
      if (Character.isHighSurrogate(rest.charAt(end - 1))) {
        end--;
      }
      pieces.add(rest.substring(0, end));
      rest = rest.substring(end).stripLeading();
    }
    pieces.add(rest);
    return pieces;
  }

  /**
   * What fits into so many characters and serves the task best.
   *
   * @param task a question, fields that are wanted, or an instruction
   */
  public Kept fitting(String task, int characters) {
    String content = ABOUT_THE_WHOLE.matcher(task).replaceAll(" ");
    double[] scores = relevance.scores(content);
    boolean found = IntStream.range(0, scores.length).anyMatch(i -> scores[i] > 0);
    List<Integer> order =
        found ? best(scores) : content.equals(task) ? inOrder() : spread(characters);
    TreeSet<Integer> chosen = new TreeSet<>();
    int length = 0;
    for (int i : order) {
      int more = passages.get(i).length() + GAP.length();
      if (!chosen.isEmpty() && length + more > characters) {
        break;
      }
      chosen.add(i);
      length += more;
    }
    return new Kept(joined(chosen), chosen.size(), passages.size());
  }

  /** By score; a passage beside a good one may hold the end of what begins there. */
  private List<Integer> best(double[] scores) {
    double[] spread = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      double before = i > 0 ? scores[i - 1] : 0;
      double after = i + 1 < scores.length ? scores[i + 1] : 0;
      spread[i] = scores[i] + 0.2 * Math.max(before, after);
    }
    return IntStream.range(0, scores.length)
        .filter(i -> spread[i] > 0)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> spread[i]).reversed())
        .toList();
  }

  private List<Integer> inOrder() {
    return IntStream.range(0, passages.size()).boxed().toList();
  }

  /** From all over the text, the beginning first. */
  private List<Integer> spread(int characters) {
    int count = Math.min(passages.size(), Math.max(1, characters / (LENGTH + GAP.length())));
    return IntStream.range(0, count)
        .map(i -> (int) ((long) i * passages.size() / count))
        .boxed()
        .toList();
  }

  private String joined(TreeSet<Integer> chosen) {
    StringBuilder text = new StringBuilder();
    int last = -1;
    for (int i : chosen) {
      if (!text.isEmpty()) {
        text.append(i == last + 1 ? "\n" : GAP);
      }
      text.append(passages.get(i));
      last = i;
    }
    return text.toString();
  }
}
