package dev.rigel.language.decode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One place in the text where a token is chosen, with what is known about the choice. */
final class Position {
  private List<Candidate> candidates = List.of();
  private int asked;
  private final Set<Integer> barred = new HashSet<>();
  private final List<byte[]> refused = new ArrayList<>();
  private final Set<Integer> refusedIds = new HashSet<>();
  private boolean weak;
  private boolean endReplaced;
  private @Nullable Candidate chosen;

  /** How many candidates the model was asked for. */
  int asked() {
    return asked;
  }

  List<Candidate> candidates() {
    return candidates;
  }

  void learn(List<Candidate> known, int limit) {
    candidates = known;
    asked = limit;
  }

  /** The constraint refused this candidate: it is not asked about again. */
  void refuse(Candidate candidate) {
    if (refusedIds.add(candidate.id())) {
      refused.add(candidate.piece());
    }
  }

  /** This candidate was tried, or led to where the text went wrong. */
  void bar(Candidate candidate) {
    barred.add(candidate.id());
    refused.add(candidate.piece());
  }

  boolean isOut(Candidate candidate) {
    return barred.contains(candidate.id()) || refusedIds.contains(candidate.id());
  }

  /**
   * A refused word comes back in pieces ("detect" as "d", which becomes "draw"), so a proper prefix
   * of a refused token that could be the start of the same word is passed over.
   */
  boolean isPieceOfRefused(Candidate candidate) {
    if (!candidate.endsInLetter()) {
      return false;
    }
    for (byte[] piece : refused) {
      if (candidate.isProperPrefixOf(piece)) {
        return true;
      }
    }
    return false;
  }

  /** No viable candidate is likely. */
  boolean weak() {
    return weak;
  }

  void markWeak(boolean value) {
    weak = value;
  }

  /** Whether an end that was too early has been replaced here before. */
  boolean endReplaced() {
    return endReplaced;
  }

  void markEndReplaced() {
    endReplaced = true;
  }

  Optional<Candidate> chosen() {
    return Optional.ofNullable(chosen);
  }

  void choose(Candidate candidate) {
    chosen = candidate;
  }

  /** Forced tokens have no known probability and count as certain. */
  double score() {
    return chosen == null ? 0 : Math.min(0, chosen.logProbability());
  }
}
