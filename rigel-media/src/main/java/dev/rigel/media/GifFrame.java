package dev.rigel.media;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageReader;
import org.w3c.dom.Node;

/** One frame of a GIF as a viewer shows it: drawn onto what the frames before it left. */
final class GifFrame {
  private GifFrame() {}

  static int canvasWidth(byte[] content) throws IOException {
    return shortAt(content, 6);
  }

  static int canvasHeight(byte[] content) throws IOException {
    return shortAt(content, 8);
  }

  static BufferedImage read(ImageReader reader, byte[] content, int index) throws IOException {
    BufferedImage canvas = null;
    for (int i = 0; i <= index; i++) {
      BufferedImage frame = reader.read(i);
      Placement placement = Placement.of(reader, i);
      if (canvas == null) {
        if (index == 0
            && placement.left() == 0
            && placement.top() == 0
            && frame.getWidth() >= canvasWidth(content)
            && frame.getHeight() >= canvasHeight(content)) {
          return PixelLayout.packed(frame);
        }
        canvas =
            PixelLayout.newImage(
                Math.max(canvasWidth(content), 1), Math.max(canvasHeight(content), 1), true);
      }
      BufferedImage before = placement.restores() && i < index ? copy(canvas) : canvas;
      draw(canvas, PixelLayout.packed(frame), placement);
      if (i < index && placement.clears()) {
        clear(canvas, frame, placement);
      }
      canvas = placement.restores() && i < index ? before : canvas;
    }
    if (canvas == null) {
      throw new IOException("no frame");
    }
    return canvas;
  }

  private record Placement(int left, int top, String disposal) {
    static Placement of(ImageReader reader, int index) throws IOException {
      Node tree = reader.getImageMetadata(index).getAsTree("javax_imageio_gif_image_1.0");
      int left = 0;
      int top = 0;
      String disposal = "none";
      for (Node node = tree.getFirstChild(); node != null; node = node.getNextSibling()) {
        if (node.getNodeName().equals("ImageDescriptor")) {
          left = Integer.parseInt(value(node, "imageLeftPosition"));
          top = Integer.parseInt(value(node, "imageTopPosition"));
        } else if (node.getNodeName().equals("GraphicControlExtension")) {
          disposal = value(node, "disposalMethod");
        }
      }
      return new Placement(left, top, disposal);
    }

    private static String value(Node node, String name) {
      return node.getAttributes().getNamedItem(name).getNodeValue();
    }

    boolean clears() {
      return disposal.equals("restoreToBackgroundColor");
    }

    boolean restores() {
      return disposal.equals("restoreToPrevious");
    }
  }

  private static void draw(BufferedImage canvas, BufferedImage frame, Placement placement) {
    Graphics2D graphics = canvas.createGraphics();
    try {
      graphics.drawImage(frame, placement.left(), placement.top(), null);
    } finally {
      graphics.dispose();
    }
  }

  private static void clear(BufferedImage canvas, BufferedImage frame, Placement placement) {
    Graphics2D graphics = canvas.createGraphics();
    try {
      graphics.setComposite(AlphaComposite.Clear);
      graphics.fillRect(placement.left(), placement.top(), frame.getWidth(), frame.getHeight());
    } finally {
      graphics.dispose();
    }
  }

  private static BufferedImage copy(BufferedImage canvas) {
    BufferedImage copy = PixelLayout.newImage(canvas.getWidth(), canvas.getHeight(), true);
    System.arraycopy(
        PixelLayout.samples(canvas),
        0,
        PixelLayout.samples(copy),
        0,
        canvas.getWidth() * canvas.getHeight());
    return copy;
  }

  private static int shortAt(byte[] content, int at) throws IOException {
    if (content.length < at + 2) {
      throw new IOException("cut off");
    }
    return (content[at] & 0xff) | (content[at + 1] & 0xff) << 8;
  }
}
