package dev.rigel.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.RigelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {
  private final PixelAccount account = new PixelAccount(1_000_000);

  @Test
  void namesAPictureByItsContent(@TempDir Path folder) {
    try (Workspace workspace = new Workspace(folder, account)) {
      Image image = picture(1);

      String reference = workspace.add(image);

      assertThat(reference).isEqualTo("img_" + image.contentHash().substring(0, 6));
      assertThat(workspace.add(picture(1))).isEqualTo(reference);
      assertThat(workspace.get(reference)).containsSame(image);
      assertThat(workspace.get("img_000000")).isEmpty();
      assertThat(workspace.references()).containsExactly(reference);
    }
  }

  @Test
  void takesTheNextDigitsOnACollision(@TempDir Path folder) {
    List<Image> colliding = colliding();
    Image first = colliding.getFirst();
    Image second = colliding.getLast();
    try (Workspace workspace = new Workspace(folder, account)) {
      String one = workspace.add(first);
      String other = workspace.add(second);

      assertThat(other).isEqualTo("img_" + second.contentHash().substring(6, 12)).isNotEqualTo(one);
      assertThat(workspace.add(second)).isEqualTo(other);
      assertThat(workspace.get(other)).containsSame(second);
    }
  }

  @Test
  void putsAMediumUnderItsFormerReference(@TempDir Path folder) {
    try (Workspace workspace = new Workspace(folder, account)) {
      Image image = picture(1);
      workspace.restore("img_abcdef", image);
      workspace.restore("img_abcdef", picture(1));

      assertThat(workspace.get("img_abcdef")).containsSame(image);
      assertThatThrownBy(() -> workspace.restore("img_abcdef", picture(2)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void deletesItsFolderWhenItIsClosed(@TempDir Path folder) throws IOException {
    Workspace workspace = new Workspace(folder.resolve("deep"), account);
    Path own = workspace.folder();
    Files.createDirectories(own.resolve("a/b"));
    Files.writeString(own.resolve("a/b/file"), "text");
    Files.createSymbolicLink(own.resolve("link"), folder);
    Files.writeString(folder.resolve("outside"), "stays");

    workspace.close();

    assertThat(own).doesNotExist();
    assertThat(folder.resolve("outside")).exists();
    assertThatThrownBy(() -> workspace.add(picture(1))).isInstanceOf(IllegalStateException.class);
    workspace.close();
  }

  @Test
  void countsThePixelsOfToolsUntilItIsClosed(@TempDir Path folder) {
    Workspace workspace = new Workspace(folder, account);
    workspace.add(Image.ofPacked(700, 1_000, false, new int[700_000]));
    workspace.add(Image.ofPacked(700, 1_000, false, new int[700_000]));

    assertThat(account.used()).isEqualTo(700_000);
    int[] other = new int[700_000];
    other[0] = 1;
    assertThatThrownBy(() -> workspace.add(Image.ofPacked(700, 1_000, false, other)))
        .isInstanceOf(RigelException.class);
    workspace.close();
    assertThat(account.used()).isZero();
  }

  @Test
  void isSharedByThreads(@TempDir Path folder) {
    try (Workspace workspace = new Workspace(folder, account)) {
      List<CompletableFuture<String>> added =
          IntStream.range(0, 200)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> workspace.add(picture(i % 20))))
              .toList();

      assertThat(added.stream().map(CompletableFuture::join).distinct()).hasSize(20);
      assertThat(workspace.references()).hasSize(20);
    }
  }

  /** Two pictures whose hashes start alike: six digits collide after some thousands. */
  private static List<Image> colliding() {
    Map<String, Image> byDigits = new HashMap<>();
    for (int color = 0; true; color++) {
      Image image = picture(color);
      Image same = byDigits.put(image.contentHash().substring(0, 6), image);
      if (same != null) {
        return List.of(same, image);
      }
    }
  }

  private static Image picture(int color) {
    return Image.ofPacked(1, 1, false, new int[] {color});
  }
}
