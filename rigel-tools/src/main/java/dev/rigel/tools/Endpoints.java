package dev.rigel.tools;

import static dev.rigel.tools.VisualTypes.IMAGES;
import static dev.rigel.tools.VisualTypes.TEXTS;

import dev.rigel.program.Type;
import dev.rigel.tools.imagegen.Edit;
import dev.rigel.tools.imagegen.Generate;
import dev.rigel.tools.web.SearchWeb;
import java.util.ArrayList;
import java.util.List;

/** The tools that only a model behind a configured endpoint can do. */
final class Endpoints {
  private Endpoints() {}

  /** The tools of the endpoints that are named. */
  static List<Tool> configured(RemotePorts remote) {
    List<Tool> tools = new ArrayList<>();
    remote.generator().map(Generate::new).ifPresent(tools::add);
    remote.generator().map(Edit::new).ifPresent(tools::add);
    remote.searcher().map(SearchWeb::new).ifPresent(tools::add);
    return tools;
  }

  /** The tools of those that are not. */
  static List<NotConfigured> notConfigured(RemotePorts remote) {
    List<NotConfigured> tools = new ArrayList<>();
    if (remote.generator().isEmpty()) {
      tools.add(new NotConfigured("generator.endpoint", Generate.declaration()));
      tools.add(new NotConfigured("generator.endpoint", Edit.declaration()));
    }
    if (remote.searcher().isEmpty()) {
      tools.add(new NotConfigured("searcher.endpoint", SearchWeb.declaration()));
    }
    tools.addAll(never());
    return List.copyOf(tools);
  }

  /** No endpoint is known to these yet. */
  private static List<NotConfigured> never() {
    return List.of(
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
