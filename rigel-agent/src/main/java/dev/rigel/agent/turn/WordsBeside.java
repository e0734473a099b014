package dev.rigel.agent.turn;

import dev.rigel.base.CallScope;
import dev.rigel.base.RigelException;
import dev.rigel.media.DescriptiveMetadata;
import dev.rigel.media.Document;
import dev.rigel.media.Image;
import dev.rigel.media.Media;
import dev.rigel.tools.reading.SuspiciousText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The words that come with a medium beside what it shows: its file's name, its metadata. Nothing is
 * done with them, but when they speak to the system a person should know.
 */
final class WordsBeside {
  private WordsBeside() {}

  /** Warnings of words that read like instructions; empty most often. */
  static List<String> warnings(
      String reference, Media media, byte[] content, Optional<String> filename, CallScope scope) {
    List<String> warnings = new ArrayList<>();
    filename
        .flatMap(name ->
            SuspiciousText.warning("The file name of " + reference, name)
                .or(() ->
                    SuspiciousText.warning(
                        "The file name of " + reference, name.replaceAll("[-_+.]+", " "))))
        .ifPresent(warnings::add);
    for (DescriptiveMetadata.Entry entry : metadata(media, content, scope)) {
      SuspiciousText.warning("\"" + entry.field() + "\" of " + reference, entry.text())
          .ifPresent(warnings::add);
    }
    return warnings;
  }

  private static List<DescriptiveMetadata.Entry> metadata(
      Media media, byte[] content, CallScope scope) {
    return switch (media) {
      case Image _ -> DescriptiveMetadata.ofPicture(content);
      case Document document -> information(document, scope);
    };
  }

  private static List<DescriptiveMetadata.Entry> information(Document document, CallScope scope) {
    try {
      return document.information(scope);
    } catch (RigelException _) {
      scope.check();
      // A document whose information is broken can have good pages.
      return List.of();
    }
  }

  /** The name under which an address gives a file; empty for data and for names that are none. */
  static Optional<String> nameIn(String source) {
    if (!source.regionMatches(true, 0, "http", 0, 4)) {
      return Optional.empty();
    }
    try {
      String path = new URI(source).getPath();
      return Optional.ofNullable(path)
          .map(all -> all.substring(all.lastIndexOf('/') + 1))
          .filter(name -> !name.isEmpty());
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }
}
