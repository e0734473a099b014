package dev.rigel.media.libreoffice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Scripts that are called like LibreOffice and behave in all ways. */
final class FakeLibreOffice {
  private FakeLibreOffice() {}

  /**
   * @param work shell lines; {@code $out} is where the PDF belongs, {@code $folder} its folder,
   *     {@code $document} what to convert, {@code $all} every argument
   */
  static Path in(Path folder, String work) throws IOException {
    Files.createDirectories(folder);
    Path script = folder.resolve("soffice");
    Files.writeString(
        script,
        """
        #!/bin/sh
        if [ "$1" = --version ]; then echo "LibreOffice 24.8.2.1 480(Build:1)"; exit 0; fi
        all="$*"
        while [ $# -gt 1 ]; do
          if [ "$1" = --outdir ]; then folder="$2"; out="$2/document.pdf"; fi
          shift
        done
        document="$1"
        """
            + work
            + "\n");
    if (!script.toFile().setExecutable(true)) {
      throw new IOException("not executable: " + script);
    }
    return script;
  }
}
