package dev.rigel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A long command line must not end the process: ONNX Runtime crashes on one of more than 4 KB. */
@Tag("slow")
class LongCommandLineTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void aProgramOnALongCommandLineRunsThroughTheNetworks() throws Exception {
    Path picture = folder.resolve("picture.png");
    java.awt.image.BufferedImage pixels =
        new java.awt.image.BufferedImage(64, 64, java.awt.image.BufferedImage.TYPE_INT_RGB);
    javax.imageio.ImageIO.write(pixels, "png", picture.toFile());
    String code = "# " + "x".repeat(6_000) + "\nanswer(f\"{len(faces(img1))}\")";

    Process process = start("run", "-e", code, "-i", "img1=" + picture, "-o", folder.toString());

    assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(out).isZero();
    assertThat(out.strip()).endsWith("0");
  }

  private static Process start(String... arguments) throws IOException {
    java.util.List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add(Main.class.getName());
    command.addAll(java.util.List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.redirectErrorStream(false);
    builder.redirectError(Files.createTempFile("rigel-test-", ".log").toFile());
    return builder.start();
  }
}
