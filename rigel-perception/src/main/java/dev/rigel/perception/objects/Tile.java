package dev.rigel.perception.objects;

import dev.rigel.media.Box;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a large picture that is looked at by itself, so that small things are large enough for
 * a network. Neighbours overlap: what one cuts another sees whole.
 *
 * @param x left edge in pixels of the picture
 */
record Tile(int x, int y, int width, int height) {
  /**
   * Longest side from which the whole picture, reduced to a network's input, loses small things.
   */
  private static final int LARGE = 2000;

  /** Pixels of a tile's side aimed at: twice the input of CenterNet. */
  private static final int SIDE = 1024;

  /** Of a tile's side. */
  private static final double OVERLAP = 0.2;

  private static final int MOST_A_SIDE = 3;

  /** Of a tile's side: a box that comes so near an inner edge is cut by it. */
  private static final double CUT = 0.01;

  /** The tiles of a picture; none where it is small enough to be seen whole. */
  static List<Tile> of(int width, int height) {
    if (Math.max(width, height) < LARGE) {
      return List.of();
    }
    int columns = along(width);
    int rows = along(height);
    List<Tile> tiles = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int tileWidth = length(width, columns);
        int tileHeight = length(height, rows);
        tiles.add(
            new Tile(
                at(column, columns, width - tileWidth),
                at(row, rows, height - tileHeight),
                tileWidth,
                tileHeight));
      }
    }
    return tiles;
  }

  private static int along(int length) {
    double step = SIDE * (1 - OVERLAP);
    return Math.clamp((int) Math.ceil((length - SIDE * OVERLAP) / step), 1, MOST_A_SIDE);
  }

  private static int length(int whole, int count) {
    return (int) Math.ceil(whole / (count - (count - 1) * OVERLAP));
  }

  private static int at(int index, int count, int room) {
    return count == 1 ? 0 : (int) Math.round((double) room * index / (count - 1));
  }

  /** A box of this tile, 0 to 1 of the tile, as one of the picture. */
  Box inPicture(Box box, int pictureWidth, int pictureHeight) {
    return Box.ofPixels(
        x + box.x() * width,
        y + box.y() * height,
        x + box.right() * width,
        y + box.bottom() * height,
        pictureWidth,
        pictureHeight);
  }

  /** Whether the tile's edge, where it is not the picture's, cuts what the box is around. */
  boolean cuts(Box box, int pictureWidth, int pictureHeight) {
    return (x > 0 && box.x() < CUT)
        || (y > 0 && box.y() < CUT)
        || (x + width < pictureWidth && box.right() > 1 - CUT)
        || (y + height < pictureHeight && box.bottom() > 1 - CUT);
  }
}
