package dev.rigel.perception;

import dev.rigel.base.CallScope;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import java.util.List;

/** Finds where a small picture occurs in a large one. */
public interface TemplateFinder {
  /** Regions with label {@code match}, best first; empty when it is not there. */
  List<Region> find(Image image, Image template, CallScope scope);
}
