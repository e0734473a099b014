package dev.rigel.perception.objects;

import dev.rigel.base.CallScope;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import dev.rigel.perception.Detector;
import dev.rigel.perception.network.Network;
import dev.rigel.perception.network.Networks;
import dev.rigel.perception.pixels.Matrices;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Finds objects of the 80 COCO kinds with CenterNet and asks NanoDet for a second opinion, joined
 * by the rule of {@link SecondOpinion}; large pictures are looked at in parts too ({@link Tile},
 * {@link Views}).
 */
public final class CocoDetector implements Detector {
  private final Networks networks;

  public CocoDetector(Networks networks) {
    this.networks = networks;
  }

  @Override
  public Set<String> labels() {
    return Collections.unmodifiableSet(new LinkedHashSet<>(CocoLabels.NAMES));
  }

  @Override
  public List<Region> detect(Image image, CallScope scope) {
    Network centerNet = networks.network("objects-centernet", scope);
    Network nanoDet = networks.network("objects-nanodet", scope);
    return networks.call(
        scope,
        () -> {
          try (PointerScope _ = new PointerScope()) {
            Mat picture = Matrices.blueGreenRed(image.pixels());
            List<Tile> tiles = Tile.of(image.width(), image.height());
            return new Looks(centerNet, nanoDet, scope)
                .at(picture, tiles).stream().map(detection -> region(image, detection)).toList();
          }
        });
  }

  private static Region region(Image image, Detection detection) {
    return new Region(
        image.contentHash(),
        image.page(),
        OptionalDouble.empty(),
        detection.box(),
        CocoLabels.NAMES.get(detection.kind()),
        "",
        detection.confidence(),
        List.of(),
        Optional.empty(),
        OptionalDouble.empty());
  }
}
