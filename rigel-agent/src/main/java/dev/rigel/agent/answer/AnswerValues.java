package dev.rigel.agent.answer;

import static java.util.Objects.requireNonNull;

import dev.rigel.media.Document;
import dev.rigel.media.Image;
import dev.rigel.media.Media;
import dev.rigel.media.Region;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a program has answered, by kind.
 *
 * @param data plain values as programs have them: numbers, texts, lists, maps, regions, media
 */
public record AnswerValues(
    String text,
    Optional<Object> data,
    List<Image> images,
    List<Document> documents,
    List<Region> boxes) {
  public AnswerValues {
    requireNonNull(text, "text");
    requireNonNull(data, "data");
    images = List.copyOf(images);
    documents = List.copyOf(documents);
    boxes = List.copyOf(boxes);
  }

  /** From the arguments of {@code answer(...)} by parameter name. */
  public static AnswerValues of(Map<String, ? extends @Nullable Object> arguments) {
    List<Image> images = new ArrayList<>();
    collect(arguments.get("image"), Image.class, images);
    collect(arguments.get("images"), Image.class, images);
    List<Document> documents = new ArrayList<>();
    collect(arguments.get("document"), Document.class, documents);
    collect(arguments.get("documents"), Document.class, documents);
    List<Region> boxes = new ArrayList<>();
    collect(arguments.get("boxes"), Region.class, boxes);
    Object text = arguments.get("text");
    return new AnswerValues(
        text == null ? "" : text.toString(),
        Optional.ofNullable(arguments.get("data")),
        images,
        documents,
        boxes);
  }

  private static <T> void collect(@Nullable Object value, Class<T> type, List<T> into) {
    if (value instanceof List<?> list) {
      list.forEach(item -> collect(item, type, into));
    } else if (type.isInstance(value)) {
      into.add(type.cast(value));
    }
  }

  /** Everything produced, each once: pictures, documents, then what lies in the data. */
  public List<Media> media() {
    Set<Media> all = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Media> ordered = new ArrayList<>();
    Stream.of(images, documents, nested(data.orElse(null)))
        .flatMap(List::stream)
        .filter(all::add)
        .forEach(ordered::add);
    return ordered;
  }

  private static List<Media> nested(@Nullable Object value) {
    List<Media> found = new ArrayList<>();
    switch (value) {
      case Media medium -> found.add(medium);
      case Map<?, ?> map -> map.values().forEach(item -> found.addAll(nested(item)));
      case Iterable<?> items -> items.forEach(item -> found.addAll(nested(item)));
      case null, default -> {}
    }
    return found;
  }
}
