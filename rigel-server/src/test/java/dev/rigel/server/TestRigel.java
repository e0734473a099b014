package dev.rigel.server;

import dev.rigel.server.settings.RigelSettings;
import dev.rigel.server.settings.Setting;
import dev.rigel.server.settings.SettingsReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** One composition for all tests that need the tools: to make it takes a moment. */
final class TestRigel {
  private static final class Holder {
    private static final Rigel RIGEL = make();
  }

  private TestRigel() {}

  /** Never closed: it ends with the process. */
  static Rigel shared() {
    return Holder.RIGEL;
  }

  private static Rigel make() {
    try {
      Path folder = Files.createTempDirectory("rigel-shared-test");
      RigelSettings settings =
          SettingsReader.read(
              Optional.empty(),
              System.getenv(),
              Map.of(Setting.DATA, folder.toString(), Setting.PORT, "0"));
      return new Rigel(settings, System.getenv(), _ -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
