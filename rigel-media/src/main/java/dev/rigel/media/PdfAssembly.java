package dev.rigel.media;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** A new PDF while pages are put into it. Its sources stay open until it is written. */
final class PdfAssembly implements AutoCloseable {
  private static final float POINTS_PER_PIXEL = 72f / 150;

  /** The largest side that PDF readers show: 200 inches. */
  private static final float LARGEST_SIDE = 14_400;

  private final PDDocument target;
  private final UnpackingLimit limit;
  private final List<PDDocument> sources = new ArrayList<>();

  PdfAssembly(PDDocument target, UnpackingLimit limit) {
    this.target = target;
    this.limit = limit;
  }

  void addPages(byte[] source, List<Integer> pages) throws IOException {
    PDDocument document = opened(source);
    for (int page : pages) {
      InterruptibleSource.check();
      importPage(document.getPage(page - 1));
    }
  }

  void addPicture(Image image) throws IOException {
    float scale =
        Math.min(POINTS_PER_PIXEL, LARGEST_SIDE / Math.max(image.width(), image.height()));
    addPicture(image.encode(ImageFormat.JPEG), image.width() * scale, image.height() * scale);
  }

  /** All pages of the source, those that were redacted in place of the source's. */
  void addRedacted(byte[] source, List<PdfRedaction.Page> redacted, int pageCount)
      throws IOException {
    Map<Integer, PdfRedaction.Page> byNumber =
        redacted.stream().collect(Collectors.toMap(PdfRedaction.Page::number, Function.identity()));
    PDDocument document = opened(source);
    for (int number = 1; number <= pageCount; number++) {
      InterruptibleSource.check();
      PDPage original = document.getPage(number - 1);
      PdfRedaction.Page replacement = byNumber.get(number);
      if (replacement == null) {
        importPage(original);
      } else {
        PageFrame frame = PageFrame.of(original);
        PDPage page = addPicture(replacement.jpeg(), (float) frame.width(), (float) frame.height());
        InvisibleText.write(target, page, replacement.words());
      }
    }
  }

  void save(OutputStream output) throws IOException {
    target.save(output);
  }

  @Override
  public void close() throws IOException {
    target.close();
    for (PDDocument source : sources) {
      source.close();
    }
  }

  private PDDocument opened(byte[] source) {
    PDDocument document = PdfFile.load(source);
    sources.add(document);
    return document;
  }

  private void importPage(PDPage page) throws IOException {
    limit.check(page);
    PageIsolation.isolate(page);
    target.importPage(page);
  }

  private PDPage addPicture(byte[] jpeg, float width, float height) throws IOException {
    PDPage page = new PDPage(new PDRectangle(width, height));
    target.addPage(page);
    PDImageXObject picture = JPEGFactory.createFromByteArray(target, jpeg);
    try (PDPageContentStream stream = new PDPageContentStream(target, page)) {
      stream.drawImage(picture, 0, 0, width, height);
    }
    return page;
  }
}
