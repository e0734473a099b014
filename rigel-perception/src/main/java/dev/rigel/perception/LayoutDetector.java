package dev.rigel.perception;

import dev.rigel.base.CallScope;
import dev.rigel.media.Image;
import dev.rigel.perception.layout.SeenPart;
import java.util.List;

/** Sees the parts of a page in its picture, whatever is written there. */
public interface LayoutDetector {
  /** The surest first; parts overlap by less than half. */
  List<SeenPart> parts(Image page, CallScope scope);
}
