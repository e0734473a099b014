package dev.rigel.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LibraryTest {
  private static final ToolSignature ANSWER =
      tool("answer", Type.NONE, Parameter.optional("text", Type.STR, "\"\"", ""));

  private static ToolSignature tool(String name, Type result, Parameter... parameters) {
    return new ToolSignature(
        name, "does " + name, "", List.of(parameters), result, Optional.empty(), "core", 1);
  }

  private static Library library(ToolSignature... tools) {
    return new Library(List.of(tools), ANSWER, List.of());
  }

  @Test
  void theFingerprintTellsWhatMattersToPrograms() {
    ToolSignature a = tool("a", Type.list(Type.INT), Parameter.required("n", Type.INT, "words"));
    String fingerprint = library(a).fingerprint();

    assertThat(fingerprint).hasSize(64);
    assertThat(
            library(tool("a", Type.list(Type.INT), Parameter.required("n", Type.INT, "others")))
                .fingerprint())
        .isEqualTo(fingerprint);
    assertThat(
            List.of(
                library(),
                library(tool("b", Type.list(Type.INT), Parameter.required("n", Type.INT, ""))),
                library(tool("a", Type.INT, Parameter.required("n", Type.INT, ""))),
                library(tool("a", Type.list(Type.INT), Parameter.required("n", Type.STR, ""))),
                library(tool("a", Type.list(Type.INT), Parameter.optional("n", Type.INT, "1", ""))),
                library(a, tool("b", Type.INT))))
        .noneMatch(other -> other.fingerprint().equals(fingerprint));
  }

  @Test
  void onlyTheNamedToolsAreLeftInTheNamedOrder() {
    Library all = library(tool("a", Type.INT), tool("b", Type.INT), tool("c", Type.INT));

    assertThat(all.only(List.of("c", "a", "x", "c")).tools())
        .extracting(ToolSignature::name)
        .containsExactly("c", "a");
  }
}
