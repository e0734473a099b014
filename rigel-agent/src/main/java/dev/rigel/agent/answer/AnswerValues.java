package dev.rigel.agent.answer;

import static java.util.Objects.requireNonNull;

import dev.rigel.media.Document;
import dev.rigel.media.Image;
import dev.rigel.media.Media;
import dev.rigel.media.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** Everything produced, pictures first. */
  public List<Media> media() {
    List<Media> all = new ArrayList<>(images);
    all.addAll(documents);
    return all;
  }
}
