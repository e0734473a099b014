package dev.rigel.language.decode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A model that says what a test tells it: for each text written, the candidates that may follow.
 */
final class ScriptedModel implements NextToken {
  private static final int FIRST_FREE = 1000;

  private final Map<String, List<Candidate>> script = new HashMap<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<Integer> read = new ArrayList<>();
  private final Map<Integer, byte[]> pieces = new HashMap<>();
  int calls;

  /**
   * @param choices pairs of a piece and its probability; the piece {@code <end>} ends the text
   */
  ScriptedModel after(String text, Object... choices) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < choices.length; i += 2) {
      String piece = (String) choices[i];
      double logProbability = Math.log(((Number) choices[i + 1]).doubleValue());
      candidates.add(
          piece.equals("<end>")
              ? Candidate.end(0, logProbability)
              : Candidate.of(id(piece.getBytes(StandardCharsets.UTF_8)), piece, logProbability));
    }
    script.put(text, candidates);
    return this;
  }

  ScriptedModel afterBytes(String text, byte[] piece) {
    script.put(text, List.of(new Candidate(id(piece), piece, -0.1, false)));
    return this;
  }

  private int id(byte[] piece) {
    String key = new String(piece, StandardCharsets.ISO_8859_1);
    int id = ids.computeIfAbsent(key, _ -> FIRST_FREE + ids.size());
    pieces.put(id, piece);
    return id;
  }

  @Override
  public List<Candidate> next(int keep, List<Integer> append, int limit, double gap) {
    calls++;
    while (read.size() > keep) {
      read.removeLast();
    }
    if (read.size() != keep) {
      throw new IllegalStateException("asked to keep what was never read");
    }
    read.addAll(append);
    java.io.ByteArrayOutputStream text = new java.io.ByteArrayOutputStream();
    read.forEach(id -> text.writeBytes(pieces.get(id)));
    List<Candidate> known =
        script.getOrDefault(text.toString(StandardCharsets.ISO_8859_1), List.of());
    return known.subList(0, Math.min(limit, known.size()));
  }

  @Override
  public List<Candidate> tokens(String text) {
    // One token a character, as real tokenizers may cut anywhere.
    List<Candidate> tokens = new ArrayList<>();
    text.codePoints()
        .mapToObj(Character::toString)
        .forEach(piece ->
            tokens.add(Candidate.of(id(piece.getBytes(StandardCharsets.UTF_8)), piece, 0)));
    return tokens;
  }
}
