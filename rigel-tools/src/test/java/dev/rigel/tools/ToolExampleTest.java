package dev.rigel.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.program.Type;
import dev.rigel.program.check.CheckOptions;
import dev.rigel.program.check.Checker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ToolExampleTest {
  private static final Path DOCS = Path.of("../docs");
  private static final Path EXAMPLES = Path.of("../examples");

  private final Bench bench = new Bench();

  static Stream<String> tools() {
    return new Bench()
        .toolbox().shelves().stream()
            .flatMap(shelf -> shelf.tools().stream())
            .map(tool -> tool.signature().name());
  }

  @ParameterizedTest
  @MethodSource("tools")
  void showsEveryToolWithAProgramAndAPicture(String tool) throws IOException {
    ToolExample example =
        ToolExample.of(tool)
            .orElseThrow(
                () -> new AssertionError("examples.txt in rigel-tools' resources lacks " + tool));

    assertThat(example.program()).contains(tool + "(");
    Map<String, Type> types = new HashMap<>();
    example
        .inputs()
        .forEach((name, file) -> {
          assertThat(EXAMPLES.resolve(file)).exists();
          types.put(name, file.endsWith(".pdf") ? VisualTypes.DOCUMENT : VisualTypes.IMAGE);
        });
    assertThat(
            new Checker(bench.toolbox().library(), types, CheckOptions.SAVED)
                .check(example.program())
                .errors())
        .isEmpty();
    if (example.pictured()) {
      Path picture = DOCS.resolve(example.picture());
      assertThat(picture)
          .as("make it with ToolPicturesTest in rigel-server and -Drigel.update=true")
          .exists();
      assertThat(Files.size(picture)).isLessThan(40_000);
    }
  }

  @Test
  void knowsNoToolThatIsNotThere() {
    assertThat(tools().toList()).containsAll(ToolExample.all().keySet());
  }

  @Test
  void readsHeadsAndRefusesBrokenOnes() {
    Map<String, ToolExample> examples =
        ToolExample.parsed(
            "# words\n\n== a: img1=x.jpg doc1=y.pdf no picture\nanswer(a(img1))\n\n== b: img1=z.jpg\nb(img1)\n");

    assertThat(examples.get("a").inputs()).containsEntry("doc1", "y.pdf").hasSize(2);
    assertThat(examples.get("a").pictured()).isFalse();
    assertThat(examples.get("b").program()).isEqualTo("b(img1)\n");
    assertThatThrownBy(() -> ToolExample.parsed("== broken\nx\n"))
        .isInstanceOf(IllegalStateException.class);
  }
}
