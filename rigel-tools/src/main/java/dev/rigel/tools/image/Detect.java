package dev.rigel.tools.image;

import static dev.rigel.tools.VisualTypes.IMAGE;
import static dev.rigel.tools.VisualTypes.REGIONS;
import static dev.rigel.tools.VisualTypes.TEXTS;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import dev.rigel.perception.Detector;
import dev.rigel.program.Arguments;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Ports;
import dev.rigel.tools.Regions;
import dev.rigel.tools.Toolset;
import dev.rigel.tools.seeing.SeeingDetector;
import dev.rigel.tools.seeing.Seers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Objects by name. What the detector does not know but another port finds (faces, text, codes) is
 * found by that one; a name that nobody knows is said, never dropped in silence.
 */
public final class Detect extends DeclaredTool {
  /** Finds things of one kind that are not the detector's. */
  @FunctionalInterface
  private interface Finder {
    List<Region> find(Image image, CallContext context);
  }

  private final Ports ports;
  private final Seers seers;
  private final Map<String, Finder> otherFinders;

  /**
   * @param seers asked for what no detector knows
   */
  public Detect(Ports ports, Seers seers) {
    super(
        Declaration.of(Toolset.IMAGE, "detect", "Finds objects by name.")
            .takes("image", IMAGE, "where to look")
            .takesOptional("labels", TEXTS, "names of things; all known ones when left out")
            .gives(REGIONS)
            .hint("objects by name, e.g. [\"person\", \"dog\", \"car\"]")
            .use("To find, count, crop, blur or draw objects.")
            .avoid("For text use read, for codes barcodes, for faces faces.")
            .limits(
                "The built-in detector knows the 80 kinds of the COCO data set; other words,"
                    + " plurals and groups such as \"vehicle\" are understood. Anything else is"
                    + " looked for by the endpoint of detector.endpoint, when one is named, or by a"
                    + " configured model that sees pictures, whose places nobody checks. Most"
                    + " confident first."));
    this.ports = ports;
    this.seers = seers;
    Finder text = (image, context) -> ports.textReader().read(image, context.scope());
    Finder codes = (image, context) -> ports.barcodeReader().barcodes(image, context.scope());
    this.otherFinders =
        Map.of(
            "face", (image, context) -> ports.faceDetector().faces(image, context.scope()),
            "text", text,
            "word", text,
            "barcode", codes,
            "bar code", codes,
            "qr code", codes);
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Image image = arguments.value("image", Image.class);
    List<String> wanted = arguments.list("labels", String.class);
    return Regions.foundOn(
        image,
        wanted.isEmpty()
            ? ports.detector().detect(image, context.scope())
            : find(image, new LinkedHashSet<>(wanted), context));
  }

  private List<Region> find(Image image, Set<String> wanted, CallContext context) {
    ObjectNames names = new ObjectNames(ports.detector().labels());
    Set<String> labels = new LinkedHashSet<>();
    Set<Finder> others = new LinkedHashSet<>();
    List<String> unknown = new ArrayList<>();
    for (String word : wanted) {
      Set<String> meant = names.labels(word);
      if (!meant.isEmpty()) {
        labels.addAll(meant);
      } else if (!addOther(word, others)) {
        unknown.add(word);
      }
    }
    Optional<Detector> open = unknown.isEmpty() ? Optional.empty() : open(unknown, context);
    if (!unknown.isEmpty() && open.isEmpty()) {
      String message = doesNotKnow(unknown, ports.detector().labels(), names);
      if (labels.isEmpty() && others.isEmpty()) {
        throw new RigelException(ErrorCode.NOT_CONFIGURED, message);
      }
      context.listener().warned(message);
    }
    List<Region> found = new ArrayList<>();
    if (!labels.isEmpty()) {
      found.addAll(ports.detector().detect(image, labels, context.scope()));
    }
    if (!unknown.isEmpty() && open.isPresent()) {
      found.addAll(open.get().detect(image, new LinkedHashSet<>(unknown), context.scope()));
    }
    others.forEach(finder -> found.addAll(finder.find(image, context)));
    found.sort(Comparator.comparingDouble(Region::confidence).reversed());
    return found;
  }

  /** Who looks for what the detector does not know. */
  private Optional<Detector> open(List<String> unknown, CallContext context) {
    if (ports.remote().detector().isPresent() || !seers.any(context.scope())) {
      return ports.remote().detector();
    }
    context
        .listener()
        .warned(
            "The places of "
                + String.join(", ", unknown)
                + " are those that a model which sees pictures names; no tool here checks them.");
    return Optional.of(new SeeingDetector(seers));
  }

  private boolean addOther(String word, Set<Finder> others) {
    for (String form : ObjectNames.forms(ObjectNames.plain(word))) {
      Finder finder = otherFinders.get(form);
      if (finder != null) {
        others.add(finder);
        return true;
      }
    }
    return false;
  }

  /** Whether the detector knows a word, as it is or by another name. */
  public static boolean knows(Detector detector, String word) {
    return !new ObjectNames(detector.labels()).labels(word).isEmpty();
  }

  /** The detector's labels that a word stands for; none for one that has no list of its own. */
  public static Set<String> kinds(Detector detector, String word) {
    return detector.labels().isEmpty()
        ? Set.of()
        : Set.copyOf(new ObjectNames(detector.labels()).labels(word));
  }

  private static String doesNotKnow(List<String> words, Set<String> known, ObjectNames names) {
    Set<String> nearest = new LinkedHashSet<>();
    words.forEach(word -> nearest.addAll(names.nearest(word)));
    return "This detector does not know "
        + String.join(", ", words.stream().map(word -> '"' + word + '"').toList())
        + (nearest.isEmpty()
            ? "; it knows " + known.size() + " kinds of things, none of that name. "
            : "; near it knows " + String.join(", ", nearest) + ". ")
        + "The setting detector.endpoint names a detector that finds anything by name.";
  }
}
