package dev.rigel.tools.image;

import static dev.rigel.tools.VisualTypes.IMAGE_OR_DOCUMENT;
import static dev.rigel.tools.VisualTypes.REGIONS;

import dev.rigel.media.Document;
import dev.rigel.media.Image;
import dev.rigel.media.Media;
import dev.rigel.media.Region;
import dev.rigel.perception.BarcodeReader;
import dev.rigel.program.Arguments;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Regions;
import dev.rigel.tools.Toolset;
import dev.rigel.tools.reading.EveryPage;
import dev.rigel.tools.reading.SuspiciousText;
import java.util.List;

/** QR codes and bar codes with what they say. */
public final class Barcodes extends DeclaredTool {
  private final BarcodeReader reader;

  public Barcodes(BarcodeReader reader) {
    super(
        Declaration.of(Toolset.IMAGE, "barcodes", "Finds and decodes QR codes and bar codes.")
            .takes("image", IMAGE_OR_DOCUMENT, "where to look")
            .gives(REGIONS)
            .hint("QR codes and bar codes, content in .text")
            .limits("An address in a code is only read, never opened."));
    this.reader = reader;
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    List<Region> found =
        switch (arguments.value("image", Media.class)) {
          case Image image -> on(image, context);
          case Document document -> onAllPages(document, context);
        };
    SuspiciousText.report(found, context.listener());
    return found;
  }

  private List<Region> on(Image image, CallContext context) {
    return Regions.foundOn(image, reader.barcodes(image, context.scope()));
  }

  private List<Region> onAllPages(Document document, CallContext context) {
    return EveryPage.of(
        document,
        context,
        number ->
            on(document.page(number, context.scope()), context).stream()
                .map(code -> code.withSource(document.contentHash()).onPage(number))
                .toList());
  }
}
