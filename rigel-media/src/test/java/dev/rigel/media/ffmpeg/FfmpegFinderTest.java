package dev.rigel.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.child.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FfmpegFinderTest {
  private static final FfmpegFinder.Pulled NOTHING =
      _ -> {
        throw new RigelException(ErrorCode.NOT_CONFIGURED, "not there");
      };

  @TempDir private Path folder;

  private Path script(String name, String... lines) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private static Optional<FfmpegProgram> found(FfmpegFinder finder) {
    return finder.find(CallScope.unlimited());
  }

  @Test
  void takesTheConfiguredOneThenThePathThenThePulledOne() throws IOException {
    Path own = script("own/ffmpeg", "echo ffmpeg version 9.0 Copyright");
    script("old/ffmpeg", "echo ffmpeg version 5.1.9-0+deb12u1 Copyright");
    Path system = script("system/ffmpeg", "echo ffmpeg version n8.1-3-gabc Copyright");
    Path pulled = script("pulled/ffmpeg", "echo ffmpeg version 8.1.2 Copyright");
    String path = folder.resolve("old") + ":" + folder.resolve("system");

    assertThat(found(new FfmpegFinder(Optional.of(own), path, NOTHING)))
        .hasValue(new FfmpegProgram(own, Optional.empty()));
    assertThat(found(new FfmpegFinder(Optional.empty(), path, NOTHING)))
        .hasValue(new FfmpegProgram(system, Optional.empty()));
    assertThat(
            found(
                new FfmpegFinder(
                    Optional.empty(), folder.resolve("old").toString(), _ -> pulled.getParent())))
        .hasValue(new FfmpegProgram(pulled, Optional.of(pulled.getParent())));
    assertThat(found(new FfmpegFinder(Optional.empty(), "", NOTHING))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ffmpeg version 8.1, true",
    "ffmpeg version 8.0.1, false",
    "ffmpeg version 12.0, true",
    "ffmpeg version 7.1.2, false",
    "ffmpeg version N-119999-gabcdef, true",
    "something else, false"
  })
  void asksForEightPointOne(String words, boolean enough) throws IOException {
    Path program = script("ffmpeg", "echo " + words);

    assertThat(FfmpegFinder.isNewEnough(new FfmpegProgram(program, Optional.empty())))
        .isEqualTo(enough);
  }

  @Test
  void robustness41survivesAMissingAHangingAndAFloodingChild() throws IOException {
    Duration soon = Duration.ofMillis(400);
    FfmpegProgram missing = new FfmpegProgram(folder.resolve("none"), Optional.empty());
    assertThat(new FfmpegChild(missing).run(List.of(), 10, soon).reason())
        .isEqualTo(ChildProcess.Reason.NOT_STARTED);

    FfmpegProgram hanging =
        new FfmpegProgram(script("hanging", "exec /bin/sleep 60"), Optional.empty());
    long start = System.nanoTime();
    assertThat(new FfmpegChild(hanging).run(List.of(), 10, soon).reason())
        .isEqualTo(ChildProcess.Reason.TOO_LONG);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));

    FfmpegProgram flooding =
        new FfmpegProgram(script("flooding", "exec /bin/cat /dev/zero"), Optional.empty());
    ChildProcess.Outcome outcome =
        new FfmpegChild(flooding).run(List.of(), 1_000_000, Duration.ofSeconds(60));
    assertThat(outcome.reason()).isEqualTo(ChildProcess.Reason.TOO_MUCH);
    assertThat(outcome.output()).hasSize(1_000_000);

    FfmpegProgram talking =
        new FfmpegProgram(
            script(
                "talking",
                "i=0; while [ $i -lt 20000 ]; do echo 'a line of words' >&2; i=$((i+1)); done;"
                    + " exit 3"),
            Optional.empty());
    ChildProcess.Outcome talk = new FfmpegChild(talking).run(List.of(), 10, Duration.ofSeconds(60));
    assertThat(talk.reason()).isEqualTo(ChildProcess.Reason.FAILED);
    assertThat(talk.words().length()).isLessThanOrEqualTo(4_096);
  }

  @Test
  void hidesTheEnvironmentFromTheChild() throws IOException {
    FfmpegProgram nosy = new FfmpegProgram(script("nosy", "export -p"), Optional.empty());

    String seen =
        new String(
            new FfmpegChild(nosy).run(List.of(), 10_000, Duration.ofSeconds(20)).output(),
            java.nio.charset.StandardCharsets.UTF_8);

    assertThat(seen).doesNotContain("HOME").doesNotContain("JAVA");
  }

  @Test
  void readsPixmapsAndRefusesOthers() throws IOException {
    byte[] pixmap = "P6\n2 1\n255\nabcdef".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    StillPicture picture = StillPicture.of(pixmap);

    assertThat(picture.packed()).containsExactly(0xff616263, 0xff646566);
    for (String wrong :
        List.of("", "P6", "P6\n2 2\n255\nabcdef", "P5\n2 1\n255\nabcdef", "P6\n-1 1\n255\nabc")) {
      assertThatThrownBy(
              () -> StillPicture.of(wrong.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
          .isInstanceOf(IOException.class);
    }
  }
}
