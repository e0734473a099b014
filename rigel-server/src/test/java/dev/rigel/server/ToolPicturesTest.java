package dev.rigel.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.agent.answer.AnswerValues;
import dev.rigel.agent.turn.InputKind;
import dev.rigel.base.CallScope;
import dev.rigel.media.Image;
import dev.rigel.media.Media;
import dev.rigel.media.Workspace;
import dev.rigel.media.pixel.Lettering;
import dev.rigel.media.pixel.Resize;
import dev.rigel.program.RunListener;
import dev.rigel.program.Type;
import dev.rigel.server.settings.Setting;
import dev.rigel.server.settings.SettingsReader;
import dev.rigel.tools.ToolExample;
import dev.rigel.weights.PullListener;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every tool's example with the real networks. With {@code -Drigel.update=true} its picture in
 * {@code docs/pictures} is made anew from what it gave.
 */
@Tag("slow")
class ToolPicturesTest {
  private static final Path EXAMPLES = Path.of("../examples");
  private static final Path DOCS = Path.of("../docs");
  private static final int SIDE = 480;
  private static final int MOST_BYTES = 40_000;
  private static final double TEXT = 15;

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

  static Stream<ToolExample> examples() {
    return ToolExample.all().values().stream().filter(ToolExample::pictured);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void showsWhatTheToolGives(ToolExample example) throws IOException {
    AnswerValues answer = run(example);

    assertThat(answer.text()).isNotBlank().doesNotContain("None");
    assertThat(answer.media()).isNotEmpty();
    Image shown = (Image) answer.media().getFirst();
    byte[] picture = jpeg(captioned(Resize.within(shown, SIDE), answer.text()));
    assertThat(picture).hasSizeLessThan(MOST_BYTES);
    if (Boolean.getBoolean("rigel.update")) {
      Path file = DOCS.resolve(example.picture());
      Files.createDirectories(file.getParent());
      Files.write(file, picture);
    }
  }

  private static AnswerValues run(ToolExample example) throws IOException {
    Map<String, Media> values = new HashMap<>();
    Map<String, Type> types = new HashMap<>();
    for (Map.Entry<String, String> input : example.inputs().entrySet()) {
      Media medium =
          rigel
              .mediaReader()
              .read(Files.readAllBytes(EXAMPLES.resolve(input.getValue())), CallScope.unlimited());
      values.put(input.getKey(), medium);
      types.put(input.getKey(), InputKind.of(medium).type());
    }
    try (Workspace workspace = new Workspace(data.resolve("tmp"), rigel.pixels())) {
      return rigel
          .programs()
          .run(
              example.program(),
              values,
              types,
              workspace,
              new RunListener() {},
              CallScope.unlimited())
          .answer();
    }
  }

  /** What was said below what was shown, transparent parts on a light grey. */
  private static BufferedImage captioned(Image image, String text) {
    Lettering lettering = Lettering.bundled();
    int width = Math.max(image.width(), 240);
    List<String> lines =
        text.lines()
            .filter(line -> !line.isBlank())
            .limit(8)
            .map(line -> lettering.fitted(line, TEXT, width - 16))
            .toList();
    int height = image.height() + (int) (lines.size() * TEXT * 1.4) + 10;
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(new Color(0xe8e8e8));
    graphics.fillRect((width - image.width()) / 2, 0, image.width(), image.height());
    graphics.drawImage(image.pixels(), (width - image.width()) / 2, 0, null);
    graphics.setColor(new Color(0x202020));
    for (int i = 0; i < lines.size(); i++) {
      lettering.draw(graphics, lines.get(i), 8, image.height() + TEXT * 1.2 + i * TEXT * 1.4, TEXT);
    }
    graphics.dispose();
    return picture;
  }

  /** As good as fits. */
  private static byte[] jpeg(BufferedImage picture) throws IOException {
    byte[] bytes = {};
    for (float quality = 0.8f; quality > 0.25f; quality -= 0.1f) {
      bytes = jpeg(picture, quality);
      if (bytes.length < MOST_BYTES) {
        break;
      }
    }
    return bytes;
  }

  private static byte[] jpeg(BufferedImage picture, float quality) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (var bytes = new ByteArrayOutputStream();
        var output = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(quality);
      writer.setOutput(output);
      writer.write(null, new IIOImage(picture, null, null), parameters);
      output.flush();
      return bytes.toByteArray();
    } finally {
      writer.dispose();
    }
  }
}
