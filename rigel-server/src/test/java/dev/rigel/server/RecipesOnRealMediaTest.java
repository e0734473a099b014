package dev.rigel.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.agent.answer.AnswerComposer;
import dev.rigel.agent.answer.AnswerValues;
import dev.rigel.agent.answer.MediaNames;
import dev.rigel.agent.recipe.Recipe;
import dev.rigel.agent.recipe.RecipeBook;
import dev.rigel.base.Budget;
import dev.rigel.base.CallScope;
import dev.rigel.base.Cancellation;
import dev.rigel.base.Deadline;
import dev.rigel.media.Media;
import dev.rigel.media.Workspace;
import dev.rigel.program.Memo;
import dev.rigel.program.RunListener;
import dev.rigel.program.check.CheckOptions;
import dev.rigel.program.check.Checker;
import dev.rigel.program.run.ProgramRunner;
import dev.rigel.program.run.RunResult;
import dev.rigel.program.syntax.Parser;
import dev.rigel.server.settings.Setting;
import dev.rigel.server.settings.SettingsReader;
import dev.rigel.tools.CallContext;
import dev.rigel.weights.PullListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every recipe on its example files with the real networks. Where a recipe asks the language model,
 * a small endpoint answers: what a model writes is not the recipe's business.
 */
@Tag("slow")
class RecipesOnRealMediaTest {
  private static final Path EXAMPLES = Path.of("../examples");
  @TempDir private static Path data;
  private static ModelEndpoint endpoint;
  private static Rigel rigel;

  @BeforeAll
  static void open() throws IOException {
    endpoint = new ModelEndpoint();
    rigel =
        new Rigel(
            SettingsReader.read(
                Optional.empty(), endpoint.environment(), Map.of(Setting.DATA, data.toString())),
            endpoint.environment(),
            PullListener.silent());
  }

  @AfterAll
  static void close() {
    rigel.close();
    endpoint.close();
  }

  static Stream<Recipe> recipes() {
    return RecipeBook.bundled().recipes().stream();
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void isWellTypedRunsAndAnswers(Recipe recipe) throws IOException {
    assertThat(
            new Checker(
                    rigel.toolbox().offered(),
                    recipe.inputTypes(),
                    CheckOptions.planned(recipe.exampleRequest(), !recipe.inputs().isEmpty()))
                .check(recipe.exampleProgram())
                .errors())
        .isEmpty();
    assertThat(said(run(recipe))).isNotBlank().doesNotContain("Region(").doesNotContain("None");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Count the faces in this photo|Faces: 1",
        "How many people are there?|People: 1",
        "What can be seen in this image?|cup",
        "Are there more cats than dogs in the picture?|Yes.",
        "What is the first line of text?|HARBOUR GROCERY",
        "What does the QR code say?|https://example.org/rigel?table=7",
        "How wide and how high is this image?|640 x 427 pixels",
        "How many pages are in this PDF?|2",
        "Which e-mail addresses does the document contain?|accounts@whitfield.example",
        "Find the IBAN|GB33 BUKB 2020 1555 5555 55",
        "Which web addresses are mentioned?|Nothing was found.",
        "What is the total of this invoice?|3696.6",
        "When is the payment due?|2026-04-17",
        "How much VAT is charged?|616.1",
        "What is the total of this receipt?|50.14",
        "Who is the supplier and what is the IBAN?|Whitfield Interiors Ltd., GB33BUKB20201555555555"
      })
  void saysWhatTheExamplesShow(String request, String part) throws IOException {
    Recipe recipe =
        recipes().filter(r -> r.requests().getFirst().equals(request)).findFirst().orElseThrow();
    assertThat(said(run(recipe))).contains(part);
  }

  /** As a client without a schema gets it. */
  private static String said(AnswerValues answer) {
    MediaNames names =
        new MediaNames() {
          @Override
          public String reference(Media media) {
            return "img_123456";
          }

          @Override
          public String url(Media media) {
            return "http://here.example/img_123456.png";
          }
        };
    return new AnswerComposer(rigel.languageModel()).prose(answer, names).content();
  }

  private static AnswerValues run(Recipe recipe) throws IOException {
    CallScope scope =
        new CallScope(
            Deadline.after(Duration.ofSeconds(120)), new Cancellation(), Budget.standard());
    Map<String, Media> inputs = new HashMap<>();
    List<String> names = new ArrayList<>(recipe.inputTypes().keySet());
    for (int i = 0; i < names.size(); i++) {
      byte[] content = Files.readAllBytes(EXAMPLES.resolve(recipe.files().get(i)));
      inputs.put(names.get(i), rigel.mediaReader().read(content, scope));
    }
    try (Workspace workspace = new Workspace(data.resolve("tmp"), rigel.pixels())) {
      RunListener listener = new RunListener() {};
      RunResult result =
          ProgramRunner.run(
              Parser.parse(recipe.exampleProgram()),
              inputs,
              rigel.toolbox().offered(),
              rigel.toolbox().invoker(new CallContext(workspace, scope, listener)),
              Memo.NONE,
              listener,
              scope);
      assertThat(result.failure().map(f -> f.text())).isEmpty();
      assertThat(result.exhausted()).isEmpty();
      return AnswerValues.of(result.answer().orElseThrow().values());
    }
  }
}
