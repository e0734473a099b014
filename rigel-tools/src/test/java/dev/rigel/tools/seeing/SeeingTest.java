package dev.rigel.tools.seeing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.language.LanguageModel;
import dev.rigel.language.Prompt;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import dev.rigel.tools.Bench;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeeingTest {
  private static final LanguageModel.Capabilities SEES =
      new LanguageModel.Capabilities(true, false, true, false, false, 4096);

  private final Bench bench = new Bench();
  private final Image image = Image.of(new BufferedImage(3000, 1500, BufferedImage.TYPE_INT_RGB));

  @BeforeEach
  void see() {
    bench.capabilities = SEES;
  }

  private static Region object(String label, double x) {
    return new Region("", new Box(x, 0.1, 0.1, 0.2), label, "", 0.9);
  }

  private static Region text(String words) {
    return new Region("", new Box(0.1, 0.1, 0.5, 0.1), "text", words, 0.9);
  }

  private String look(String question) {
    return (String)
        java.util.Objects.requireNonNull(bench.call("look", "image", image, "question", question));
  }

  @Test
  void showsTheModelThePictureInTheSizeItSees() throws IOException {
    bench.model = prompt -> "A black field.";

    assertThat(look("What is this?")).isEqualTo("A black field.");
    Prompt.Picture shown =
        (Prompt.Picture) bench.requests.getFirst().prompt().messages().getLast().parts().getFirst();
    BufferedImage sent = ImageIO.read(new ByteArrayInputStream(shown.encoded()));
    assertThat(sent.getWidth()).isEqualTo(1568);
    assertThat(sent.getHeight()).isEqualTo(784);
  }

  @Test
  void tellsWhereTheDetectorCountsAnotherNumber() {
    bench.objects = List.of(object("dog", 0.1), object("dog", 0.4), object("cat", 0.7));
    bench.model = prompt -> "There are three dogs.";

    assertThat(look("How many dogs are in the picture?"))
        .startsWith("There are three dogs.")
        .contains("detector counts 2");
    assertThat(bench.warnings).singleElement().asString().contains("detector counts 2");

    bench.warnings.clear();
    bench.model = prompt -> "2";
    assertThat(look("How many dogs?")).isEqualTo("2");
    bench.model = prompt -> "Seven.";
    assertThat(look("How many unicorns are there?")).isEqualTo("Seven.");
    assertThat(bench.warnings).isEmpty();
  }

  @Test
  void tellsWhereTheDetectorFindsWhatTheModelDenies() {
    bench.objects = List.of(object("dog", 0.1));
    bench.model = prompt -> "No, there is none.";
    assertThat(look("Is there a dog in the picture?")).contains("The detector finds 1");

    bench.model = prompt -> "Yes.";
    assertThat(look("Are there any cats?")).contains("The detector finds no");
    assertThat(look("Is there a dog?")).isEqualTo("Yes.");
  }

  @Test
  void tellsWhereQuotedTextIsNotOnThePicture() {
    bench.text = List.of(text("Grand Hotel Budapest"));
    bench.model = prompt -> "The sign says \"Grand Hotel Budapost\".";
    assertThat(look("What does the sign say?")).doesNotContain("But");

    bench.model = prompt -> "The sign says \"No parking today\".";
    assertThat(look("What does the sign say?")).contains("does not find", "No parking today");
  }

  @Test
  void anotherAnswersWhenTheModelFails() {
    bench.model =
        prompt -> {
          throw new RigelException(ErrorCode.MODEL_FAILED, "The model endpoint broke off.");
        };
    bench.objects = List.of(object("dog", 0.1));

    assertThat(look("What is there?")).contains("1 × dog", "Put together");
    assertThat(bench.warnings).singleElement().asString().contains("broke off");
  }

  @Test
  void findsWhatNoDetectorKnowsAndSaysThatNobodyChecksIt() {
    bench.model =
        prompt ->
            "```json\n{\"objects\": [{\"label\": \"wheelbarrow\", \"box\": [100, 200, 300, 600]},"
                + "{\"label\": \"wheelbarrow\", \"box\": [101, 200, 300, 600]}]}\n```";

    Region found =
        bench.regions("detect", "image", image, "labels", List.of("wheelbarrow")).getFirst();

    assertThat(bench.regions("detect", "image", image, "labels", List.of("wheelbarrow")))
        .hasSize(1);
    assertThat(found.box().x()).isCloseTo(0.1, within(1e-9));
    assertThat(found.box().height()).isCloseTo(0.4, within(1e-9));
    assertThat(found.confidence()).isEqualTo(SeeingDetector.CONFIDENCE);
    assertThat(found.source()).isEqualTo(image.contentHash());
    assertThat(bench.warnings).anyMatch(warning -> warning.contains("no tool here checks"));
    assertThat(bench.requests.getFirst().jsonSchema()).isPresent();
  }

  @Test
  void theDetectorFindsWhatItKnowsItself() {
    bench.objects = List.of(object("dog", 0.1));

    assertThat(bench.regions("detect", "image", image, "labels", List.of("dogs"))).hasSize(1);
    assertThat(bench.requests).isEmpty();
  }

  @Test
  void robustness42_placesThatAreNoneAreAnErrorOfTheModel() {
    for (String answer :
        List.of(
            "",
            "I cannot help with that.",
            "<html><body>502</body></html>",
            "{\"objects\": [{\"label\": \"wheelbarrow\", \"box\"",
            "{\"objects\": \"none\"}",
            "{\"things\": []}",
            "{\"objects\": [{\"label\": \"wheelbarrow\", \"box\": [2100, 200, 2800, 1300]}]}",
            "{\"objects\": [{\"label\": \"wheelbarrow\", \"box\": [600, 200, 300, 900]}]}",
            "{\"objects\": [{\"label\": \"wheelbarrow\", \"box\": \"left\"}]}",
            "{\"objects\": [{\"label\": \"spaceship\", \"box\": [100, 200, 300, 400]}]}",
            "{\"objects\": [" + "{},".repeat(10_000) + "{}]}",
            "very ".repeat(5_000))) {
      bench.model = prompt -> answer;
      assertThatThrownBy(
              () -> bench.call("detect", "image", image, "labels", List.of("wheelbarrow")))
          .isInstanceOfSatisfying(
              RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_FAILED))
          .hasMessageNotContaining("html");
    }
  }

  @Test
  void leavesOutASingleSlip() {
    bench.model =
        prompt ->
            "{\"objects\": [{\"label\": \"kite\", \"box\": [100, 200, 300, 600]},"
                + "{\"label\": \"kite\", \"box\": [500, 200, 700, 600]},"
                + "{\"label\": \"kite\", \"box\": [900, 200, 700, 600]}]}";

    assertThat(bench.regions("detect", "image", image, "labels", List.of("kite"))).hasSize(2);
  }

  @Test
  void withoutEyesAnUnknownWordIsStillAClearError() {
    bench.capabilities = new LanguageModel.Capabilities(false, true, true, true, true, 4096);

    assertThatThrownBy(() -> bench.call("detect", "image", image, "labels", List.of("kite")))
        .isInstanceOfSatisfying(
            RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_CONFIGURED));
    assertThat(look("What is there?")).contains("Put together");
  }
}
