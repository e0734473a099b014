package dev.rigel.perception.faces;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reduces overlapping views of one face to their mean, weighted by confidence, as BlazeFace's
 * authors do: plain suppression makes boxes jump between anchors.
 */
final class WeightedSuppression {
  private WeightedSuppression() {}

  /**
   * @param overlap intersection over union from which two views show one face
   */
  static List<Face> reduced(List<Face> candidates, double overlap) {
    List<Face> waiting = new ArrayList<>(candidates);
    waiting.sort(Comparator.comparingDouble(Face::confidence).reversed());
    List<Face> reduced = new ArrayList<>();
    while (!waiting.isEmpty()) {
      Face strongest = waiting.getFirst();
      List<Face> same = new ArrayList<>();
      waiting.removeIf(face -> {
        boolean joins = face == strongest || strongest.intersectionOverUnion(face) > overlap;
        if (joins) {
          same.add(face);
        }
        return joins;
      });
      reduced.add(mean(same));
    }
    return reduced;
  }

  private static Face mean(List<Face> faces) {
    double[] numbers = new double[Face.NUMBERS];
    double weight = faces.stream().mapToDouble(Face::confidence).sum();
    double confidence = 0;
    for (Face face : faces) {
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] += face.numbers()[i] * face.confidence() / weight;
      }
      confidence = Math.max(confidence, face.confidence());
    }
    return new Face(numbers, confidence);
  }
}
