package dev.rigel.tools.pile;

import static dev.rigel.tools.VisualTypes.DOCUMENT_OR_IMAGE;
import static dev.rigel.tools.VisualTypes.REGION;
import static dev.rigel.tools.VisualTypes.TEXTS;

import dev.rigel.base.RigelException;
import dev.rigel.media.Box;
import dev.rigel.media.Document;
import dev.rigel.media.Media;
import dev.rigel.media.Region;
import dev.rigel.program.Arguments;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;
import dev.rigel.tools.language.Chooser;
import dev.rigel.tools.pile.KindReader.Judgement;
import dev.rigel.tools.reading.MediaText;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** What kind of document something is. */
public final class Classify extends DeclaredTool {
  static final String OTHER = "other";

  /** Beyond these nothing tells the kind any more. */
  private static final int FIRST_PAGES = 5;

  /** Below, one of the asked labels that are known by their words is not taken for sure. */
  private static final double SURE = 0.5;

  /** A model's choice comes without proof. */
  private static final double CHOSEN_BY_MODEL = 0.5;

  private final MediaText mediaText;
  private final PageViews views;
  private final Chooser chooser;

  public Classify(MediaText mediaText, Chooser chooser) {
    super(
        Declaration.of(
                Toolset.DOCUMENT,
                "classify",
                "What kind of document it is, with the words that tell it.")
            .takes("document", DOCUMENT_OR_IMAGE, "a document, or a page as a picture")
            .takesOptional("labels", TEXTS, "the kinds to choose from; those known when left out")
            .gives(REGION)
            .hint("its kind: .label .confidence .text")
            .use(
                "Knows some thirty kinds by their words in six languages: "
                    + KindVocabulary.kinds().stream()
                        .map(DocumentKind::name)
                        .collect(Collectors.joining(", "))
                    + ". The region is the place of the words that tell most.")
            .avoid("For moods, languages or yes and no about a text use choose.")
            .limits(
                "Without labels it is \"other\" where no known kind is likely. Among labels that are"
                    + " no known kinds the language model chooses where no title names one; its"
                    + " choice has confidence 0.5 and the whole page as its place."));
    this.mediaText = mediaText;
    this.views = new PageViews(mediaText);
    this.chooser = chooser;
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Media media = arguments.value("document", Media.class);
    List<PageView> pages = views.of(media, FIRST_PAGES, context);
    if (!arguments.has("labels")) {
      return new KindReader(KindVocabulary.kinds())
          .best(pages)
          .map(Classify::region)
          .orElseGet(() -> whole(media, OTHER, 0));
    }
    List<String> labels = Chooser.checked(arguments.list("labels", String.class), "labels");
    return among(labels, media, pages, context);
  }

  private Region among(
      List<String> labels, Media media, List<PageView> pages, CallContext context) {
    List<DocumentKind> kinds =
        labels.stream()
            .map(label ->
                KindVocabulary.named(label)
                    .map(kind -> kind.calledBy(label))
                    .orElseGet(() -> KindVocabulary.unknown(label)))
            .toList();
    boolean allKnown = labels.stream().allMatch(label -> KindVocabulary.named(label).isPresent());
    Optional<Judgement> best = new KindReader(kinds).best(pages);
    if (best.isPresent() && (allKnown || best.get().confidence() >= SURE)) {
      return region(best.get());
    }
    if (labels.size() == 1) {
      return whole(media, labels.getFirst(), 0);
    }
    String text = mediaText.text(media, firstPage(media), context);
    if (text.isBlank()) {
      throw RigelException.invalid(
          "classify finds no text on the document that could tell its kind; look at its picture instead.",
          "document");
    }
    return whole(media, chooser.chosen(text, labels, context), CHOSEN_BY_MODEL);
  }

  private static OptionalInt firstPage(Media media) {
    return media instanceof Document ? OptionalInt.of(1) : OptionalInt.empty();
  }

  private static Region region(Judgement judgement) {
    Region place = judgement.proof().getFirst();
    String words =
        judgement.proof().stream()
            .map(proof -> proof.text().strip())
            .distinct()
            .collect(Collectors.joining(", "));
    Region region =
        new Region(
            place.source(), place.box(), judgement.kind().name(), words, judgement.confidence());
    return place.page().isPresent() ? region.onPage(place.page().getAsInt()) : region;
  }

  private static Region whole(Media media, String label, double confidence) {
    Region region = new Region(media.contentHash(), Box.FULL, label, "", confidence);
    return media instanceof Document ? region.onPage(1) : region;
  }
}
