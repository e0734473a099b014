package dev.rigel.tools;

import static dev.rigel.tools.VisualTypes.attribute;
import static dev.rigel.tools.VisualTypes.orNone;

import dev.rigel.base.Hashes;
import dev.rigel.media.quality.PictureQuality;
import dev.rigel.perception.Comparison;
import dev.rigel.program.ObjectType;
import dev.rigel.program.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The types of values that are nothing but named facts. In an answer they are objects of these. */
public final class FactTypes {
  private static final List<ObjectType<?>> ALL =
      List.of(info(), quality(), comparison(), likeness(), tag());

  private FactTypes() {}

  static List<ObjectType<?>> all() {
    return ALL;
  }

  /** The facts by name if the value is of one of these types, without those that are not known. */
  public static Optional<Map<String, Object>> facts(Object value) {
    return ALL.stream()
        .filter(type -> type.javaType().isInstance(value))
        .findFirst()
        .map(type -> facts(type, value));
  }

  private static <T> Map<String, Object> facts(ObjectType<T> type, Object value) {
    Map<String, Object> facts = new LinkedHashMap<>();
    T typed = type.javaType().cast(value);
    for (ObjectType.Attribute<T> attribute : type.attributes()) {
      @Nullable Object fact = attribute.read().apply(typed);
      if (fact != null) {
        facts.put(attribute.name(), fact);
      }
    }
    return facts;
  }

  private static ObjectType<Info> info() {
    return new ObjectType<>(
        Info.class,
        "Info",
        "The plain facts of a medium.",
        List.of(
            attribute("kind", Type.STR, "\"image\" or \"document\"", Info::kind),
            attribute("width", Type.INT, "pixels", Info::width),
            attribute("height", Type.INT, "pixels", Info::height),
            attribute("pages", Type.optional(Type.INT), "for documents", i -> orNone(i.pages()))),
        Info::toString,
        info ->
            "Info(%s, %dx%d%s)"
                .formatted(
                    info.kind(),
                    info.width(),
                    info.height(),
                    info.pages().isPresent() ? ", pages=" + info.pages().getAsInt() : ""));
  }

  private static ObjectType<PictureQuality> quality() {
    return new ObjectType<>(
        PictureQuality.class,
        "Quality",
        "How good a picture is, measured on it alone.",
        List.of(
            attribute(
                "verdict",
                Type.STR,
                "\"good\", or what is wrong in a few words",
                PictureQuality::verdict),
            attribute(
                "faults",
                VisualTypes.TEXTS,
                "each one: "
                    + String.join(
                        ", ",
                        List.of(PictureQuality.Fault.values()).stream()
                            .map(PictureQuality.Fault::words)
                            .toList()),
                q -> q.faults().stream().map(PictureQuality.Fault::words).toList()),
            attribute(
                "sharpness",
                Type.FLOAT,
                "0 to 1, the share of contrast that details of eight pixels have kept; below 0.3 is"
                    + " blurred",
                PictureQuality::sharpness),
            attribute(
                "blur",
                Type.optional(Type.FLOAT),
                "how far edges are smeared: deviation of a Gaussian in pixels",
                q -> q.blur().isPresent() ? q.blur().getAsDouble() : null),
            attribute(
                "noise",
                Type.FLOAT,
                "deviation of the brightness in levels of 255; above 8 is noisy",
                PictureQuality::noise),
            attribute(
                "exposure",
                Type.FLOAT,
                "in stops, 0 is a mean of 18 % grey; below -3 is dark, above 1.5 bright",
                PictureQuality::exposure),
            attribute(
                "contrast",
                Type.FLOAT,
                "0 to 1, between the darkest and brightest fiftieth",
                PictureQuality::contrast),
            attribute(
                "blockiness",
                Type.FLOAT,
                "0 to 1, how much the blocks of JPEG stand out; above 0.6 at once",
                PictureQuality::blockiness)),
        PictureQuality::toString,
        quality ->
            String.format(
                Locale.ROOT,
                "Quality(%s: sharpness %.2f, noise %.1f, exposure %+.1f, blockiness %.2f)",
                quality.verdict(),
                quality.sharpness(),
                quality.noise(),
                quality.exposure(),
                quality.blockiness()));
  }

  private static ObjectType<Comparison> comparison() {
    return new ObjectType<>(
        Comparison.class,
        "Comparison",
        "What differs between two pictures of the same thing.",
        List.of(
            attribute(
                "same",
                Type.BOOL,
                "nothing but light, compression, size or a small move tells them apart",
                Comparison::same),
            attribute(
                "aligned",
                Type.BOOL,
                "both show the same thing; without that nothing is said about changes",
                Comparison::aligned),
            attribute(
                "similarity",
                Type.FLOAT,
                "0 to 1, structural similarity of what both show; 0 when not aligned",
                Comparison::similarity),
            attribute(
                "changes",
                VisualTypes.REGIONS,
                "where they differ, in the first picture, largest first",
                Comparison::changes),
            attribute(
                "rotation",
                Type.FLOAT,
                "how far the second is turned against the first, degrees clockwise",
                Comparison::rotation),
            attribute(
                "scale",
                Type.FLOAT,
                "how much larger things are in the second, in pixels",
                Comparison::scale),
            attribute(
                "shared",
                Type.FLOAT,
                "the share of the first picture that the second shows too",
                Comparison::shared)),
        comparison ->
            Hashes.sha256(
                comparison.aligned()
                    + " "
                    + comparison.similarity()
                    + " "
                    + comparison.rotation()
                    + " "
                    + comparison.scale()
                    + " "
                    + comparison.shared()
                    + comparison.changes().stream().map(VisualTypes::fingerprint).toList()),
        comparison ->
            comparison.aligned()
                ? String.format(
                    Locale.ROOT,
                    "Comparison(%d changes, similarity %.2f)",
                    comparison.changes().size(),
                    comparison.similarity())
                : "Comparison(not aligned)");
  }

  private static ObjectType<Likeness> likeness() {
    return new ObjectType<>(
        Likeness.class,
        "Likeness",
        "How alike a picture is to the one that was asked for.",
        List.of(
            attribute("image", VisualTypes.IMAGE, "the picture", Likeness::image),
            attribute(
                "position",
                Type.INT,
                "its place in the list that was given, from 0",
                Likeness::position),
            attribute(
                "score",
                Type.FLOAT,
                "0 to 1; above 0.5 both show the same thing, below it is likeness of structure and"
                    + " colours",
                Likeness::score),
            attribute(
                "duplicate",
                Type.BOOL,
                "the same picture, perhaps cropped, resized, compressed or relit",
                Likeness::duplicate)),
        likeness ->
            Hashes.sha256(
                likeness.image().contentHash()
                    + likeness.image().page()
                    + " "
                    + likeness.position()
                    + " "
                    + likeness.score()
                    + " "
                    + likeness.duplicate()),
        likeness ->
            String.format(
                Locale.ROOT,
                "Likeness(%d: %.2f%s)",
                likeness.position(),
                likeness.score(),
                likeness.duplicate() ? ", duplicate" : ""));
  }

  private static ObjectType<Tag> tag() {
    return new ObjectType<>(
        Tag.class,
        "Tag",
        "A word that a picture can be found by.",
        List.of(
            attribute("label", Type.STR, "the word", Tag::label),
            attribute("confidence", Type.FLOAT, "0 to 1; 1 for what is measured", Tag::confidence),
            attribute(
                "source",
                Type.STR,
                "what says so: \"objects\", \"faces\", \"colours\" or \"light\"",
                Tag::source),
            attribute(
                "regions",
                VisualTypes.REGIONS,
                "where it is, for objects and faces",
                Tag::regions)),
        tag ->
            Hashes.sha256(
                tag.label()
                    + " "
                    + tag.confidence()
                    + " "
                    + tag.source()
                    + tag.regions().stream().map(VisualTypes::fingerprint).toList()),
        tag ->
            String.format(
                Locale.ROOT, "Tag(%s %.2f by %s)", tag.label(), tag.confidence(), tag.source()));
  }
}
