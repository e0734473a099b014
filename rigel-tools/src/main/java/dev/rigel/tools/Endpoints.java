package dev.rigel.tools;

import static dev.rigel.tools.VisualTypes.IMAGE;
import static dev.rigel.tools.VisualTypes.IMAGES;
import static dev.rigel.tools.VisualTypes.TEXTS;

import dev.rigel.program.Type;
import java.util.List;

/** The tools that only a model behind a configured endpoint can do. */
final class Endpoints {
  private Endpoints() {}

  static List<NotConfigured> notConfigured() {
    return List.of(
        new NotConfigured(
            "generator.endpoint",
            Declaration.of(Toolset.IMAGE_GEN, "generate", "Makes a picture from a description.")
                .takes("prompt", Type.STR, "what to show")
                .gives(IMAGE)),
        new NotConfigured(
            "generator.endpoint",
            Declaration.of(Toolset.IMAGE_GEN, "edit", "Changes a picture as described.")
                .takes("image", IMAGE, "the picture")
                .takes("instruction", Type.STR, "what to change")
                .gives(IMAGE)),
        new NotConfigured(
            "searcher.endpoint",
            Declaration.of(Toolset.WEB, "search_web", "Searches the web.")
                .takes("query", Type.STR, "what to look for")
                .gives(TEXTS)),
        new NotConfigured(
            "transcriber.endpoint",
            Declaration.of(Toolset.VIDEO, "transcribe", "Writes down what is said.")
                .takes("media", Type.ANY, "a video or sound")
                .gives(Type.list(Type.ANY))),
        new NotConfigured(
            "tracker.endpoint",
            Declaration.of(Toolset.VIDEO, "track", "Follows objects through a video.")
                .takes("video", Type.ANY, "the video")
                .takes("labels", TEXTS, "names of things")
                .gives(Type.list(Type.ANY))),
        new NotConfigured(
            "reconstructor.endpoint",
            Declaration.of(Toolset.WORLD_GEN, "reconstruct", "Makes a scene in 3D from pictures.")
                .takes("images", IMAGES, "pictures of one scene")
                .gives(Type.ANY)));
  }
}
