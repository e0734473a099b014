package dev.rigel.language.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.language.Generation;
import dev.rigel.language.GenerationRequest;
import dev.rigel.language.LanguageModel;
import dev.rigel.language.LanguageModelContract;
import dev.rigel.language.Prompt;
import dev.rigel.language.TestModelFiles;
import dev.rigel.language.TokenConstraint;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedLanguageModelTest extends LanguageModelContract {
  private EmbeddedLanguageModel model;

  @BeforeAll
  void start(@TempDir Path folder) {
    model =
        new EmbeddedLanguageModel(
            EmbeddedSettings.defaults(folder)
                .withModel("tiny", "language-model-tiny")
                .withContextLength(2048),
            new TestModelFiles());
  }

  @AfterAll
  void close() {
    model.close();
  }

  @Override
  protected LanguageModel model() {
    return model;
  }

  @Test
  void writesOnlyWhatAConstraintAllows() {
    TokenConstraint onlySmallWords =
        new TokenConstraint() {
          @Override
          public Verdict check(String text) {
            for (int i = 0; i < text.length(); i++) {
              if (!"abc ".contains(text.substring(i, i + 1))) {
                return new Verdict.Refused(i, i, "letter");
              }
            }
            return text.length() >= 10 ? new Verdict.Complete(10) : new Verdict.Viable();
          }

          @Override
          public boolean mayEnd(String text) {
            return false;
          }
        };

    Generation generation =
        generate(GenerationRequest.greedy(COUNT, 40).withConstraint(onlySmallWords));

    assertThat(generation.text()).hasSize(10).matches("[abc ]+");
    assertThat(generation.refusals()).isPositive();
    System.out.println(generation);
  }
}
