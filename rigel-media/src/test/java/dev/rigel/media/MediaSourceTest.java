package dev.rigel.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.fetch.FetchSettings;
import dev.rigel.media.fetch.SafeFetcher;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaSourceTest {
  private static final byte[] PNG =
      Samples.encoded(Samples.quarters(8, 4, BufferedImage.TYPE_INT_RGB), "png");

  private final CallScope scope = CallScope.unlimited();
  private final MediaReader reader = new MediaReader(MediaLimits.DEFAULT, PixelAccount.ofHeap(), 1);
  private final SafeFetcher fetcher = new SafeFetcher(FetchSettings.DEFAULT);
  private final MediaSource remote =
      MediaSource.remote(
          reader,
          fetcher,
          url ->
              url.equals("http://localhost:8080/v1/signed/x")
                  ? Optional.of(PNG)
                  : Optional.empty());
  private final MediaSource local = MediaSource.local(reader, fetcher);

  @AfterEach
  void close() {
    fetcher.close();
    reader.close();
  }

  @Test
  void robustness21readsDataUrisWhateverTypeTheyClaim() {
    String uri = "data:application/pdf;base64," + Base64.getEncoder().encodeToString(PNG);

    assertThat(((Image) remote.read(uri, "here", scope)).width()).isEqualTo(8);
  }

  @Test
  void readsItsOwnUrlsWithoutAsking() {
    assertThat(remote.read("http://localhost:8080/v1/signed/x", "here", scope))
        .isInstanceOf(Image.class);
    assertThatThrownBy(() -> remote.read("http://localhost:8080/v1/other", "here", scope))
        .hasMessageContaining("not public");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd",
        "file:///etc/passwd",
        "msl:/tmp/x",
        "MSL:/tmp/x",
        "ephemeral:x",
        "text:/etc/passwd",
        "caption:@/etc/passwd",
        "@/etc/passwd",
        "|id",
        "fd:0",
        "c:\\x",
        "",
        "  ",
        "\0"
      })
  void robustness25readsNoFilesForOthers(String source) {
    assertThatThrownBy(() -> remote.read(source, "messages[0]", scope))
        .isInstanceOfSatisfying(
            RigelException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
              assertThat(e.param()).contains("messages[0]");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https:/etc/passwd", "https:x", "http:@/etc/passwd", "HTTPS:///etc/passwd"})
  void robustness25takesNothingElseForAnAddress(String source) {
    assertThatThrownBy(() -> remote.read(source, "messages[0]", scope))
        .isInstanceOfSatisfying(
            RigelException.class,
            e -> assertThat(e.code()).isIn(ErrorCode.INVALID_REQUEST, ErrorCode.MEDIA_REFUSED));
  }

  @Test
  void readsFilesAtTheCommandLine(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("a picture"), PNG);

    assertThat(local.read(file.toString(), "-i", scope)).isInstanceOf(Image.class);
    for (String missing : new String[] {folder.toString(), "/dev/zero", "no such file", "\0"}) {
      assertThatThrownBy(() -> local.read(missing, "-i", scope))
          .isInstanceOfSatisfying(
              RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }
  }

  @Test
  void namesThePartThatIsWrong() {
    String uri = "data:image/png;base64," + Base64.getEncoder().encodeToString(new byte[] {1, 2});

    assertThatThrownBy(() -> remote.read(uri, "messages[2].content[0].image_url", scope))
        .isInstanceOfSatisfying(
            RigelException.class,
            e -> assertThat(e.param()).contains("messages[2].content[0].image_url"));
  }
}
