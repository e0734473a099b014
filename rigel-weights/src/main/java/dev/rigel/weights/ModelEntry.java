package dev.rigel.weights;

import static java.util.Objects.requireNonNull;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.Hashes;
import dev.rigel.base.RigelException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A catalogue entry: what a model is for and, for each platform, its files and where they may come
 * from.
 *
 * @param name what the rest of Rigel calls it, for example {@code text-detection}
 * @param origin the page of the people who made it
 * @param optional pulled only when it is asked for by name
 * @param contents by platform name; {@link #ANY_PLATFORM} where the files are the same everywhere
 */
public record ModelEntry(
    String name,
    String purpose,
    String licence,
    String origin,
    boolean optional,
    Map<String, Content> contents) {
  public static final String ANY_PLATFORM = "any";

  /** The files of an entry on one platform, and their sources in the order to try them. */
  public record Content(List<ModelFile> files, List<Source> sources) {
    public Content {
      files = List.copyOf(files);
      sources = List.copyOf(sources);
      if (files.isEmpty() || sources.isEmpty()) {
        throw new IllegalArgumentException("an entry needs at least one file and one source");
      }
      for (Source source : sources) {
        if (files.size() > 1 && !canGiveSeveralFiles(source)) {
          throw new IllegalArgumentException("one source cannot give several files: " + source);
        }
      }
    }

    private static boolean canGiveSeveralFiles(Source source) {
      return switch (source) {
        case Source.Url url -> url.template().contains("{file}");
        case Source.Packages packages -> packages.parts().size() == 1;
        case Source.Network _ -> false;
      };
    }

    public long bytes() {
      return files.stream().mapToLong(ModelFile::bytes).sum();
    }

    /** Eight hexadecimal digits that change with any of the files. */
    String fingerprint() {
      if (files.size() == 1) {
        return files.getFirst().sha256().substring(0, 8);
      }
      return Hashes.sha256(
              files.stream()
                  .map(file -> file.sha256() + "  " + file.name() + "\n")
                  .collect(Collectors.joining()))
          .substring(0, 8);
    }
  }

  public ModelEntry {
    requireNonNull(purpose, "purpose");
    requireNonNull(licence, "licence");
    requireNonNull(origin, "origin");
    if (!name.matches("[a-z0-9][a-z0-9-]*")) {
      throw new IllegalArgumentException("not an entry name: " + name);
    }
    contents = Map.copyOf(contents);
    if (contents.isEmpty()) {
      throw new IllegalArgumentException(name + " has no files");
    }
  }

  /** The files for a machine, if there are any for it. */
  public Optional<Content> contentOn(Platform platform) {
    return Optional.ofNullable(contents.get(platform.name()))
        .or(() -> Optional.ofNullable(contents.get(ANY_PLATFORM)));
  }

  /**
   * The files for a machine.
   *
   * @throws RigelException {@link ErrorCode#NOT_CONFIGURED} naming the platform when there are none
   */
  Content requireContentOn(Platform platform) {
    return contentOn(platform)
        .orElseThrow(() ->
            new RigelException(
                ErrorCode.NOT_CONFIGURED,
                "\""
                    + name
                    + "\" has no files for this platform ("
                    + platform
                    + "); there are some for "
                    + String.join(", ", new TreeSet<>(contents.keySet()))
                    + "."));
  }
}
