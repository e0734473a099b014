package dev.rigel.perception.faces;

import java.util.Arrays;

/**
 * A face in pixels of the picture, as a list of numbers so that several views of one face can be
 * averaged: left, top, right, bottom, then x and y of the six key points (the eye at the picture's
 * left, the other eye, nose tip, mouth, the ear at the picture's left, the other ear).
 *
 * @param confidence 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent")
record Face(double[] numbers, double confidence) {
  static final int KEY_POINTS = 6;
  static final int NUMBERS = 4 + 2 * KEY_POINTS;

  Face {
    if (numbers.length != NUMBERS) {
      throw new IllegalArgumentException(numbers.length + " numbers do not make a face");
    }
  }

  double left() {
    return numbers[0];
  }

  double top() {
    return numbers[1];
  }

  double right() {
    return numbers[2];
  }

  double bottom() {
    return numbers[3];
  }

  double keyPointX(int index) {
    return numbers[4 + 2 * index];
  }

  double keyPointY(int index) {
    return numbers[5 + 2 * index];
  }

  private double area() {
    return Math.max(0, right() - left()) * Math.max(0, bottom() - top());
  }

  private double shared(Face other) {
    double width = Math.min(right(), other.right()) - Math.max(left(), other.left());
    double height = Math.min(bottom(), other.bottom()) - Math.max(top(), other.top());
    return width <= 0 || height <= 0 ? 0 : width * height;
  }

  double intersectionOverUnion(Face other) {
    double shared = shared(other);
    double union = area() + other.area() - shared;
    return union <= 0 ? 0 : shared / union;
  }

  /** How much of the smaller of the two lies in the other. */
  double contained(Face other) {
    double smaller = Math.min(area(), other.area());
    return smaller <= 0 ? 0 : shared(other) / smaller;
  }

  Face withConfidence(double other) {
    return new Face(numbers, other);
  }

  /** Moved from a part of the picture to the picture. */
  Face moved(double x, double y) {
    double[] moved = numbers.clone();
    for (int i = 0; i < moved.length; i += 2) {
      moved[i] += x;
      moved[i + 1] += y;
    }
    return new Face(moved, confidence);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Face face
        && Arrays.equals(numbers, face.numbers)
        && confidence == face.confidence;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(numbers);
  }

  @Override
  public String toString() {
    return "Face" + Arrays.toString(numbers) + " " + confidence;
  }
}
