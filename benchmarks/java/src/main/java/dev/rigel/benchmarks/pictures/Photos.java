package dev.rigel.benchmarks.pictures;

import dev.rigel.base.CallScope;
import dev.rigel.media.Image;
import dev.rigel.media.MediaReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The photographs of a folder, by their names without ending. */
final class Photos {
  private Photos() {}

  static Map<String, Image> in(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".png")).sorted().toList();
    }
    Map<String, Image> photos = new TreeMap<>();
    try (MediaReader reader = new MediaReader()) {
      for (Path file : files) {
        photos.put(
            file.getFileName().toString().replace(".png", ""),
            reader.readImage(Files.readAllBytes(file), CallScope.unlimited()));
      }
    }
    return photos;
  }
}
