package dev.rigel.perception.objects;

import dev.rigel.base.CallScope;
import dev.rigel.media.Box;
import dev.rigel.perception.network.Network;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/** Both networks' view of a picture and of its tiles. Native memory: use inside a scope. */
record Looks(Network centerNet, Network nanoDet, CallScope scope) {
  /** Most confident first; boxes are parts of the picture. */
  List<Detection> at(Mat picture, List<Tile> tiles) {
    List<Detection> inTiles = new ArrayList<>();
    for (Tile tile : tiles) {
      scope.check();
      Mat part = new Mat(picture, new Rect(tile.x(), tile.y(), tile.width(), tile.height()));
      for (Detection seen : once(part)) {
        if (!tile.cuts(seen.box(), picture.cols(), picture.rows())) {
          Box box = tile.inPicture(seen.box(), picture.cols(), picture.rows());
          inTiles.add(new Detection(box, seen.kind(), seen.confidence()));
        }
      }
    }
    return Views.joined(once(picture), inTiles);
  }

  private List<Detection> once(Mat picture) {
    return SecondOpinion.joined(
        CenterNet.detect(picture, centerNet, SecondOpinion.CONSIDERED, scope),
        NanoDet.detect(picture, nanoDet, SecondOpinion.CONSIDERED, scope));
  }
}
