package dev.rigel.tools.viz;

import static dev.rigel.tools.VisualTypes.IMAGE;
import static dev.rigel.tools.VisualTypes.REGIONS;

import dev.rigel.media.Image;
import dev.rigel.media.pixel.HeatMap;
import dev.rigel.program.Arguments;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Regions;
import dev.rigel.tools.Toolset;

/** Where in a picture many regions lie, as colours. */
public final class ShowHeat extends DeclaredTool {
  public ShowHeat() {
    super(
        Declaration.of(
                Toolset.VIZ, "heatmap", "Shows in colours where many regions lie close together.")
            .takes("image", IMAGE, "the picture")
            .takes("regions", REGIONS, "what is counted, each as strong as its confidence")
            .gives(IMAGE)
            .hint("blue few, red many")
            .limits("Shows where things were found, not what a network looked at."));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Image image = arguments.value("image", Image.class);
    return Regions.samePage(image, HeatMap.over(image, Regions.on(image, arguments)));
  }
}
