package dev.rigel.perception;

import dev.rigel.base.CallScope;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import java.util.List;

/** Finds and decodes bar codes and QR codes. */
public interface BarcodeReader {
  /**
   * Regions with the code's kind as label ({@code qr_code}, {@code ean_13}, …) and its content as
   * text.
   */
  List<Region> barcodes(Image image, CallScope scope);
}
