package dev.rigel.benchmarks;

import dev.rigel.language.decode.Candidate;
import dev.rigel.language.decode.NextToken;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A language model that knows nothing: every token is drawn at random, those that bring JSON to an
 * end more often the longer it writes. What a constraint makes of it is the constraint's own work.
 */
final class BlindWriter implements NextToken {
  private static final List<String> CLOSING = List.of("\"", "}", "]", "\"}", "\"]", "},", "]}");
  private static final List<String> STRUCTURE =
      List.of(
          "{", "[", "{\"", "[\"", "[{\"", ":", ": ", "\":", "\": \"", "\":\"", "\": {", "\": [",
          ",", ", ", ",\"", ", \"", "\",", "\", \"", "true", "false", "null", "-", ".", "\n", " ");
  private static final List<String> WORDS =
      List.of(
          "the", "name", "value", "type", "id", "total", "date", "com", "http", "://", "www",
          "example", " a", " of", " in", "er", "ing", "tion", "re", "in", "on", "at", "un", "de",
          "Test", "User", "main", "key", "item", "data", "file", "path", "user", "true", "2026",
          "20", "19", "10", "00", "01", "12", "31", "é", "日", "本", "ü", "@", "_", "/", "\\", "\\n",
          "\\u", "Z", "T", "+", "--", "..", "::", "${", "}}", "((", "))", "==", "&&", "||", "*",
          "#", "%", "^", "~", "`", "'", ";");

  private final long seed;
  private final List<byte[]> vocabulary = new ArrayList<>();
  private final int closing;
  private final int structure;
  private int written;

  BlindWriter(long seed) {
    this.seed = seed;
    CLOSING.forEach(this::add);
    closing = vocabulary.size();
    STRUCTURE.forEach(this::add);
    structure = vocabulary.size();
    WORDS.forEach(this::add);
    for (char c = ' '; c < 127; c++) {
      add(Character.toString(c));
    }
  }

  private void add(String piece) {
    vocabulary.add(piece.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public List<Candidate> next(int keep, List<Integer> append, int limit, double gap) {
    written = keep + append.size();
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + written);
    List<Candidate> all = new ArrayList<>(vocabulary.size() + 1);
    double patience = Math.min(4, written / 60.0);
    for (int id = 0; id < vocabulary.size(); id++) {
      double wish = id < closing ? patience : id < structure ? 0.5 : 0;
      double noise = -Math.log(-Math.log(random.nextDouble(Double.MIN_NORMAL, 1)));
      all.add(new Candidate(id, vocabulary.get(id), wish + noise - 7, false));
    }
    all.add(Candidate.end(vocabulary.size(), patience - 4));
    all.sort(Comparator.comparingDouble(Candidate::logProbability).reversed());
    return all.subList(0, Math.min(limit, all.size()));
  }

  @Override
  public List<Candidate> tokens(String text) {
    List<Candidate> tokens = new ArrayList<>();
    text.codePoints()
        .forEach(c -> {
          byte[] piece = Character.toString(c).getBytes(StandardCharsets.UTF_8);
          tokens.add(new Candidate(vocabulary.size() + 1 + c, piece, -10, false));
        });
    return tokens;
  }
}
