package dev.rigel.tools.document;

import static dev.rigel.tools.VisualTypes.DOCUMENT_OR_IMAGE;
import static dev.rigel.tools.VisualTypes.REGIONS;

import dev.rigel.media.Media;
import dev.rigel.media.Region;
import dev.rigel.perception.forms.FormField;
import dev.rigel.program.Arguments;
import dev.rigel.program.Parameter;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;
import dev.rigel.tools.reading.MediaText;
import java.util.ArrayList;
import java.util.List;

/** What is filled in on a form. */
public final class Fields extends DeclaredTool {
  private static final String ALL = "all";
  private static final String BY_HAND = "handwriting";
  private static final List<String> KINDS =
      List.of(ALL, "text", "checkbox", "radio", "choice", "signature", BY_HAND);

  private final PageFields pages;

  public Fields(MediaText mediaText) {
    super(
        Declaration.of(
                Toolset.DOCUMENT,
                "fields",
                "The fields of a form with what is filled in: form fields of a PDF, and drawn"
                    + " boxes, lines, check boxes and signatures.")
            .takes("document", DOCUMENT_OR_IMAGE, "the form")
            .takes(Parameter.word("kind", KINDS, "which of them").withDefault("\"all\""))
            .gives(REGIONS)
            .hint(".label name, .text value or \"checked\", \"signed\"")
            .use(
                "The text of a check box or radio button is checked or unchecked; of a signature"
                    + " signed, typed or unsigned; of an empty field it is empty. The kind"
                    + " handwriting gives the fields in which a pen wrote.")
            .avoid("For values that stand in no form, such as an invoice's total, use extract.")
            .limits(
                "Drawn fields are found by ruled lines, boxes and the words beside, above or below"
                    + " them, on pages that lie nearly level. Handwriting is noticed by its"
                    + " shape; what it says may be misread, and letters printed one by one by"
                    + " hand may be taken for print."));
    this.pages = new PageFields(mediaText);
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    String kind = arguments.text("kind");
    Media media = arguments.value("document", Media.class);
    List<Region> regions = new ArrayList<>();
    for (PageFields.Found found : pages.of(media, context)) {
      if (isOf(found.field(), kind)) {
        regions.add(region(found, media));
      }
    }
    return List.copyOf(regions);
  }

  private static boolean isOf(FormField field, String kind) {
    return switch (kind) {
      case ALL -> true;
      case BY_HAND -> field.byHand();
      default -> field.kind().word().equals(kind);
    };
  }

  private static Region region(PageFields.Found found, Media media) {
    FormField field = found.field();
    Region region =
        new Region(
            media.contentHash(), field.box(), field.label(), field.value(), field.confidence());
    return found.page() > 0 ? region.onPage(found.page()) : region;
  }
}
