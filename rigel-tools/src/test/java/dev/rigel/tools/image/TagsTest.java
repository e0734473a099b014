package dev.rigel.tools.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import dev.rigel.tools.Bench;
import dev.rigel.tools.Samples;
import dev.rigel.tools.Tag;
import java.awt.Color;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TagsTest {
  private final Bench bench = new Bench();

  private static Region found(String label, double confidence) {
    return new Region("source", new Box(0.1, 0.1, 0.2, 0.2), label, "", confidence);
  }

  @SuppressWarnings("unchecked")
  private List<Tag> tags(Image image) {
    return (List<Tag>) Objects.requireNonNull(bench.call("tags", "image", image));
  }

  @Test
  void namesWhatWasFoundOnceEachWithItsPlaces() {
    bench.objects = List.of(found("dog", 0.6), found("dog", 0.9), found("cat", 0.4));
    bench.faces = List.of(found("face", 0.8));

    List<Tag> tags = tags(Samples.plain(60, 40, Color.RED));

    assertThat(tags).extracting(Tag::label).startsWith("dog", "face", "red").doesNotContain("cat");
    assertThat(tags.getFirst().confidence()).isEqualTo(0.9);
    assertThat(tags.getFirst().regions()).hasSize(2);
    assertThat(tags.get(1).source()).isEqualTo("faces");
    assertThat(tags.get(2).source()).isEqualTo("colours");
  }

  @Test
  void knowsBlackAndWhite() {
    assertThat(tags(Samples.plain(60, 40, new Color(90, 92, 90))))
        .extracting(Tag::label)
        .contains("black and white")
        .doesNotContain("gray");
  }

  @Test
  void saysWhatIsSpecialAboutTheLight() {
    assertThat(tags(Samples.plain(60, 40, new Color(4, 2, 3))))
        .filteredOn(tag -> tag.source().equals("light"))
        .isNotEmpty();
  }
}
