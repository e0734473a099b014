package dev.rigel.tools.imagegen;

import static dev.rigel.tools.VisualTypes.IMAGE;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A text as a QR code. */
public final class Qr extends DeclaredTool {
  /**
   * Bytes that the largest code holds at medium error correction (ISO/IEC 18004, version 40), less
   * two for the mark that says they are UTF-8.
   */
  private static final int MOST_BYTES = 2_329;

  private static final int SIDE = 480;

  public Qr() {
    super(
        Declaration.of(Toolset.IMAGE_GEN, "qr", "Makes a QR code.")
            .takes("text", Type.STR, "what the code says")
            .gives(IMAGE)
            .hint("makes a QR code")
            .limits("Up to " + MOST_BYTES + " bytes, " + SIDE + " pixels wide or a little more."));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    String text = arguments.text("text");
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > MOST_BYTES) {
      throw RigelException.invalid(
          "A QR code holds 1 to " + MOST_BYTES + " bytes; this text has " + bytes + ".", "text");
    }
    return picture(code(text));
  }

  private static BitMatrix code(String text) {
    try {
      return new QRCodeWriter()
          .encode(
              text,
              BarcodeFormat.QR_CODE,
              SIDE,
              SIDE,
              Map.of(EncodeHintType.CHARACTER_SET, "UTF-8", EncodeHintType.ERROR_CORRECTION, "M"));
    } catch (WriterException e) {
      throw RigelException.causedBy(
          e, ErrorCode.INVALID_REQUEST, "This text does not fit into a QR code; shorten it.");
    }
  }

  private static Image picture(BitMatrix code) {
    BufferedImage pixels =
        new BufferedImage(code.getWidth(), code.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < code.getHeight(); y++) {
      for (int x = 0; x < code.getWidth(); x++) {
        pixels.setRGB(x, y, code.get(x, y) ? 0x000000 : 0xffffff);
      }
    }
    return Image.of(pixels);
  }
}
