package dev.rigel.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.media.Document;
import dev.rigel.media.Media;
import dev.rigel.program.Memo;
import dev.rigel.program.Type;
import dev.rigel.program.check.CheckOptions;
import dev.rigel.program.check.Checker;
import dev.rigel.program.run.ProgramRunner;
import dev.rigel.program.run.RunFailure;
import dev.rigel.program.run.RunResult;
import dev.rigel.program.syntax.Parser;
import dev.rigel.program.syntax.Printer;
import dev.rigel.program.syntax.Program;
import dev.rigel.tools.Samples.Placed;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every program in {@code examples/programs} runs on inputs that show much and on empty ones. */
class ExampleProgramsTest {
  private static final Path FOLDER = Path.of("../examples/programs");

  private final Bench bench = new Bench();

  static Stream<String> programs() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  @Test
  void areManyEnoughToLearnFrom() throws IOException {
    assertThat(programs()).hasSizeGreaterThanOrEqualTo(12).allMatch(name -> name.endsWith(".py"));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void answerOnMediaThatShowMuch(String name) throws IOException {
    bench.objects =
        List.of(
            Samples.region("person", 0.6, 0.1, 0.2, 0.6),
            Samples.region("person", 0.1, 0.1, 0.2, 0.6),
            Samples.region("car", 0.5, 0.5, 0.2, 0.2));
    bench.faces = List.of(Samples.region("face", 0.15, 0.1, 0.05, 0.1));
    bench.text = Samples.lines("Call +49 30 1234567", "or jane@example.org");
    bench.codes = List.of(Samples.text("hello", 0.1, 0.1, 0.2, 0.2).withLabel("qr_code"));
    bench.matches = List.of(Samples.region("match", 0.2, 0.2, 0.1, 0.1));
    RunResult result =
        run(
            name,
            Map.of(
                "img1", Samples.halves(120, 90, Color.RED, Color.BLUE),
                "img2", Samples.plain(100, 80, Color.GREEN),
                "doc1", report()));
    assertThat(result.failure().map(RunFailure::message)).isEmpty();
    assertThat(text(result)).isNotBlank().doesNotContain("Nothing is").doesNotContain("no table");
  }

  @ParameterizedTest
  @MethodSource("programs")
  void answerOnMediaThatShowNothing(String name) throws IOException {
    RunResult result =
        run(
            name,
            Map.of(
                "img1", Samples.plain(20, 20, Color.WHITE),
                "img2", Samples.plain(10, 10, Color.WHITE),
                "doc1", Samples.document(new String[] {})));
    assertThat(result.failure().map(RunFailure::message)).isEmpty();
    assertThat(text(result)).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void areWellTyped(String name) throws IOException {
    Map<String, Type> inputs =
        Map.of("img1", VisualTypes.IMAGE, "img2", VisualTypes.IMAGE, "doc1", VisualTypes.DOCUMENT);
    assertThat(
            new Checker(bench.toolbox().library(), inputs, CheckOptions.SAVED)
                .check(Files.readString(FOLDER.resolve(name)))
                .errors())
        .isEmpty();
  }

  private RunResult run(String name, Map<String, Media> inputs) throws IOException {
    Program program = Parser.parse(Files.readString(FOLDER.resolve(name)));
    assertThat(Parser.parse(Printer.print(program))).isNotNull();
    Toolbox toolbox = bench.toolbox();
    CallContext context = bench.context();
    try (var workspace = context.workspace()) {
      return new ProgramRunner(toolbox.library(), toolbox.invoker(context))
          .run(program, inputs, Memo.NONE, bench, context.scope());
    }
  }

  private static String text(RunResult result) {
    return (String)
        Optional.ofNullable(result.answer().orElseThrow().values().get("text")).orElse("");
  }

  private static Document report() {
    return Samples.page(
        new Placed("Invoice number: 77", 60, 60),
        new Placed("In conclusion, pay by 14.06.2024 to jane@example.org.", 60, 80),
        new Placed("Article", 60, 140),
        new Placed("Price", 400, 140),
        new Placed("Paint", 60, 160),
        new Placed("100.00", 400, 160),
        new Placed("Brush", 60, 180),
        new Placed("19.00", 400, 180),
        new Placed("Subtotal: 119.00", 60, 240),
        new Placed("Tax: 22.61", 60, 260),
        new Placed("Total: 141.61 EUR", 60, 280));
  }
}
