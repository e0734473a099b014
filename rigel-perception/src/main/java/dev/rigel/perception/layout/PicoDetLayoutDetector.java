package dev.rigel.perception.layout;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.rigel.base.CallScope;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.perception.LayoutDetector;
import dev.rigel.perception.network.DistanceGrids;
import dev.rigel.perception.network.Network;
import dev.rigel.perception.network.Networks;
import dev.rigel.perception.network.Tensor;
import dev.rigel.perception.pixels.Matrices;
import dev.rigel.perception.pixels.PixelTensors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * PaddleOCR's layout network of the kind PicoDet (Yu and others, 2021), taught on the pages of
 * CDLA.
 *
 * <p>Input {@code image} [1, 3, 800, 608]: the page stretched to 608 by 800 pixels, blue, green,
 * red, less ImageNet's mean and over its deviation. Its outputs are {@link DistanceGrids} of
 * strides 8, 16, 32 and 64, ten kinds and eight distances.
 */
public final class PicoDetLayoutDetector implements LayoutDetector {
  private static final int WIDTH = 608;
  private static final int HEIGHT = 800;
  private static final DistanceGrids GRIDS =
      new DistanceGrids(WIDTH, HEIGHT, List.of(8, 16, 32, 64), SeenPart.Kind.ALL.size(), 8);
  private static final double[] MEAN = {0.406 * 255, 0.456 * 255, 0.485 * 255};
  private static final double[] DEVIATION = {0.225 * 255, 0.224 * 255, 0.229 * 255};

  /** What is below is noise. */
  private static final double LEAST = 0.3;

  private static final double MOST_OVERLAP = 0.5;

  private final Networks networks;

  public PicoDetLayoutDetector(Networks networks) {
    this.networks = networks;
  }

  @Override
  public List<SeenPart> parts(Image page, CallScope scope) {
    Network network = networks.network("page-layout", scope);
    return networks.call(
        scope,
        () -> {
          try (PointerScope _ = new PointerScope()) {
            Mat stretched = new Mat();
            resize(
                Matrices.blueGreenRed(page.pixels()),
                stretched,
                new Size(WIDTH, HEIGHT),
                0,
                0,
                INTER_LINEAR);
            try (Tensor input = PixelTensors.channelsFirst(stretched, MEAN, DEVIATION)) {
              return apart(
                  GRIDS.above(LEAST, network.run(input, scope)).stream()
                      .map(PicoDetLayoutDetector::part)
                      .toList());
            }
          }
        });
  }

  private static SeenPart part(DistanceGrids.Seen seen) {
    Box box = Box.ofPixels(seen.left(), seen.top(), seen.right(), seen.bottom(), WIDTH, HEIGHT);
    return new SeenPart(box, SeenPart.Kind.ALL.get(seen.kind()), seen.score());
  }

  /** Of parts that overlap, whatever they are, the surest. */
  private static List<SeenPart> apart(List<SeenPart> parts) {
    List<SeenPart> kept = new ArrayList<>();
    parts.stream()
        .sorted(Comparator.comparingDouble(SeenPart::confidence).reversed())
        .filter(part ->
            kept.stream().noneMatch(k -> k.box().intersectionOverUnion(part.box()) > MOST_OVERLAP))
        .forEach(kept::add);
    return kept;
  }
}
