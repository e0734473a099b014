package dev.rigel.media.libreoffice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibreOfficeFinderTest {
  @TempDir private Path folder;

  private Path script(String name, String line) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + line + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  @Test
  void takesTheConfiguredOneAndNoOther() throws IOException {
    Path own = FakeLibreOffice.in(folder.resolve("own"), "");
    Path system = FakeLibreOffice.in(folder.resolve("system"), "");
    String path = system.getParent().toString();

    assertThat(new LibreOfficeFinder(Optional.of(own), path).find())
        .hasValue(new LibreOfficeProgram(own, "LibreOffice 24.8.2.1", List.of()));
    assertThat(new LibreOfficeFinder(Optional.of(folder.resolve("none")), path).find()).isEmpty();
  }

  @Test
  void looksOnThePathAndPassesOverWhatIsNotIt() throws IOException {
    script("other/soffice", "echo 'StarOffice 5.2'");
    script("broken/soffice", "exit 1");
    Path system = script("system/libreoffice", "echo 'LibreOffice 7.4.7.2 40(Build:2)'");
    String path =
        folder.resolve("other") + ":" + folder.resolve("broken") + ":" + system.getParent() + ":";

    assertThat(new LibreOfficeFinder(Optional.empty(), path).find())
        .map(LibreOfficeProgram::executable)
        .hasValue(system);
    assertThat(new LibreOfficeFinder(Optional.empty(), folder.resolve("other").toString()).find())
        .isEmpty();
    assertThat(new LibreOfficeFinder(Optional.empty(), "").find()).isEmpty();
  }

  @Test
  void takesTheNetworkAwayWhereThatIsAllowed() throws IOException {
    Path system = FakeLibreOffice.in(folder.resolve("system"), "");
    Path allowed =
        script("allowed/unshare", "while [ \"$1\" != /bin/sh ]; do shift; done; exec \"$@\"");
    Path forbidden = script("forbidden/unshare", "exit 1");

    assertThat(
            new LibreOfficeFinder(Optional.empty(), system.getParent() + ":" + allowed.getParent())
                .find())
        .hasValueSatisfying(program ->
            assertThat(program.isolation()).startsWith(allowed.toString()).contains("--net"));
    assertThat(
            new LibreOfficeFinder(
                    Optional.empty(), system.getParent() + ":" + forbidden.getParent())
                .find())
        .hasValueSatisfying(program -> assertThat(program.isIsolated()).isFalse());
  }
}
