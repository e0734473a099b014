package dev.rigel.tools.extract;

import dev.rigel.media.Box;
import dev.rigel.media.Region;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Places of values that run over several pieces of text. */
final class Spans {
  private Spans() {}

  /** Around all pieces, with their texts in order. */
  static Region around(List<Piece> pieces, String label) {
    if (pieces.size() == 1) {
      Piece piece = pieces.getFirst();
      int start = piece.text().length() - piece.text().stripLeading().length();
      return piece.span(start, piece.text().stripTrailing().length(), label);
    }
    Region first = pieces.getFirst().line().region();
    return new Region(
        first.source(),
        first.page(),
        first.time(),
        pieces.stream().map(p -> p.line().region().box()).reduce(Box::union).orElseThrow(),
        label,
        pieces.stream().map(p -> p.text().strip()).collect(Collectors.joining(" ")),
        pieces.stream().mapToDouble(p -> p.line().region().confidence()).min().orElseThrow(),
        List.of(),
        Optional.empty(),
        OptionalDouble.empty());
  }
}
