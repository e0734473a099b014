package dev.rigel.media;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.Hashes;
import dev.rigel.base.RigelException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;

/** Draws one page of a PDF, and stops between two operators when its thread is interrupted. */
final class PageRenderer {
  /** Enough for small print to be read, and what the text networks are tuned to. */
  private static final double DOTS_PER_INCH = 150;

  private static final double POINTS_PER_INCH = 72;

  private PageRenderer() {}

  static Image render(
      PDDocument document, int number, MediaLimits limits, PixelAccount account, String hash)
      throws IOException {
    PDPage page = document.getPage(number - 1);
    PDRectangle area = page.getCropBox();
    if (!(area.getWidth() > 0 && area.getHeight() > 0)) {
      throw new RigelException(
          ErrorCode.MEDIA_REFUSED, "Page %d of the PDF has no area.".formatted(number));
    }
    double scale = scale(area, Math.min(limits.pixelsPerImage(), account.limit() / 2));
    long pixels =
        (long) Math.ceil(area.getWidth() * scale + 1)
            * (long) Math.ceil(area.getHeight() * scale + 1);
    PixelAccount.Reservation reservation = account.reserve(pixels);
    boolean handedOver = false;
    try {
      BufferedImage drawn =
          new StoppableRenderer(document, limits)
              .renderImage(number - 1, (float) scale, ImageType.RGB);
      String pageHash = Hashes.sha256(hash + " page " + number + " at " + scale);
      Image image =
          Image.decoded(PixelLayout.packed(drawn), pageHash, account, reservation).asPage(number);
      handedOver = true;
      return image;
    } finally {
      if (!handedOver) {
        reservation.close();
      }
    }
  }

  private static double scale(PDRectangle area, long pixelLimit) {
    double scale = DOTS_PER_INCH / POINTS_PER_INCH;
    double pixels = (double) area.getWidth() * area.getHeight() * scale * scale;
    return pixels <= pixelLimit ? scale : scale * Math.sqrt(pixelLimit / pixels) * 0.999;
  }

  private static final class StoppableRenderer extends PDFRenderer {
    private final MediaLimits limits;

    StoppableRenderer(PDDocument document, MediaLimits limits) {
      super(document);
      this.limits = limits;
    }

    @Override
    protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
      PageDrawer drawer =
          new PageDrawer(parameters) {
            @Override
            protected void processOperator(Operator operator, List<COSBase> operands)
                throws IOException {
              InterruptibleSource.check();
              super.processOperator(operator, operands);
            }

            @Override
            public void drawImage(PDImage picture) throws IOException {
              checkSizes(picture);
              super.drawImage(picture);
            }
          };
      drawer.setAnnotationFilter(getAnnotationsFilter());
      return drawer;
    }

    /** Of the picture and its mask: both are made as large as the larger one. */
    private void checkSizes(PDImage picture) throws IOException {
      checkSize(picture);
      if (picture instanceof PDImageXObject object) {
        PDImage soft = object.getSoftMask();
        PDImage mask = soft == null ? object.getMask() : soft;
        if (mask != null) {
          checkSize(mask);
        }
      }
    }

    private void checkSize(PDImage picture) {
      if ((long) picture.getWidth() * picture.getHeight() > limits.pixelsPerImage()) {
        throw new RigelException(
            ErrorCode.MEDIA_REFUSED,
            "A picture in the PDF has %d x %d pixels; at most %,d pixels are decoded."
                .formatted(picture.getWidth(), picture.getHeight(), limits.pixelsPerImage()));
      }
    }
  }
}
