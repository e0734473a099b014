package dev.rigel.media.libreoffice;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * A PDF without what differs from one run to the next: the time it was made and its random
 * identifier. The same document then keeps its hash, and all that is kept under it is found again.
 */
final class StablePdf {
  private StablePdf() {}

  /**
   * @throws IOException when it is no PDF
   */
  static byte[] of(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      if (document.getNumberOfPages() < 1) {
        throw new IOException("no pages");
      }
      document.getDocumentInformation().setCreationDate(null);
      document.getDocumentInformation().setModificationDate(null);
      document.getDocumentCatalog().setMetadata(null);
      // Missing, it is made anew from what the document holds.
      document.getDocument().getTrailer().removeItem(COSName.ID);
      document.setDocumentId(1L);
      ByteArrayOutputStream out = new ByteArrayOutputStream(pdf.length);
      document.save(out);
      return out.toByteArray();
    }
  }
}
