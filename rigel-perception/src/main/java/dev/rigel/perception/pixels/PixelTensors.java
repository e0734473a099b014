package dev.rigel.perception.pixels;

import dev.rigel.perception.network.Tensor;
import java.nio.FloatBuffer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Blue-green-red matrices to the inputs of networks. */
public final class PixelTensors {
  private PixelTensors() {}

  /** [1, height, width, 3] in red, green, blue; each value {@code pixel * factor + offset}. */
  public static Tensor channelsLast(Mat picture, double factor, double offset) {
    byte[] bytes = Matrices.bytes(picture);
    float[] table = table(0, 1 / factor, offset);
    float[] values = new float[bytes.length];
    for (int i = 0; i < bytes.length; i += 3) {
      values[i] = table[bytes[i + 2] & 255];
      values[i + 1] = table[bytes[i + 1] & 255];
      values[i + 2] = table[bytes[i] & 255];
    }
    Tensor tensor = Tensor.input(1, picture.rows(), picture.cols(), 3);
    tensor.values().put(values);
    return tensor;
  }

  /**
   * [1, 3, height, width] in blue, green, red; each value {@code (pixel - mean) / deviation}.
   *
   * @param mean 0 to 255, a value for each channel in the order blue, green, red
   */
  public static Tensor channelsFirst(Mat picture, double[] mean, double[] deviation) {
    byte[] bytes = Matrices.bytes(picture);
    float[] plane = new float[bytes.length / 3];
    Tensor tensor = Tensor.input(1, 3, picture.rows(), picture.cols());
    FloatBuffer values = tensor.values();
    for (int channel = 0; channel < 3; channel++) {
      float[] table = table(mean[channel], deviation[channel], 0);
      for (int i = 0, at = channel; i < plane.length; i++, at += 3) {
        plane[i] = table[bytes[at] & 255];
      }
      values.put(plane);
    }
    return tensor;
  }

  private static float[] table(double mean, double deviation, double offset) {
    float[] table = new float[256];
    for (int pixel = 0; pixel < 256; pixel++) {
      table[pixel] = (float) ((pixel - mean) / deviation + offset);
    }
    return table;
  }
}
