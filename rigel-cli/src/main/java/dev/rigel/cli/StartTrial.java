package dev.rigel.cli;

import dev.rigel.server.Rigel;
import dev.rigel.server.RunningRigel;
import dev.rigel.server.settings.RigelSettings;
import dev.rigel.server.settings.Setting;
import dev.rigel.server.settings.SettingsReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * Goes once through what a start and a first request of each kind go through, without models: the
 * launcher runs it after a build, so that the JVM can write down which classes that takes and later
 * starts find them parsed and linked.
 */
final class StartTrial {
  private StartTrial() {}

  /**
   * @param arguments a folder for files of the trial; the environment names folders of its own for
   *     data and cache
   */
  public static void main(String[] arguments) throws IOException {
    Console console = Console.system();
    Path picture = Path.of(arguments[0], "picture.png");
    ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
    command(console, "run", "-e", "answer(\"ready\")");
    command(
        console,
        "chat",
        "How wide and how high is this picture?",
        "-i",
        picture.toString(),
        "-o",
        picture.resolveSibling("made").toString());
    RigelSettings settings =
        SettingsReader.read(Optional.empty(), console.environment(), Map.of(Setting.PORT, "0"));
    try (Rigel rigel = new Rigel(settings, console.environment(), _ -> {});
        RunningRigel running =
            RunningRigel.start(
                settings, (_, store, urls) -> rigel.services(store, urls), List::of)) {
      command(console, "chat", "What is 12 * 12?", "--url", running.address() + "/v1");
    }
  }

  /** What fails here fails for the user too, who is told then. */
  private static void command(Console console, String... arguments) {
    int code = Main.commandLine(console).execute(arguments);
    console.err().println(String.join(" ", arguments) + ": " + code);
  }
}
