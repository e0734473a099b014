package dev.rigel.media;

import static java.util.Objects.requireNonNull;

import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.Tag;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifReader;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;

/**
 * The words that a file carries beside what it shows: descriptions, comments, names. Nothing of
 * Rigel works with them; they are read so that a person can be told of what stands there. What is
 * broken or packed is passed over.
 */
public final class DescriptiveMetadata {
  /**
   * One entry.
   *
   * @param field its name, in the words of its format: {@code Image Description}, {@code comment}
   */
  public record Entry(String field, String text) {
    public Entry {
      requireNonNull(field, "field");
      requireNonNull(text, "text");
    }
  }

  private static final int LONGEST_BLOCK = 1 << 16;
  private static final int MOST_ENTRIES = 64;

  private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};

  /** Tags that hold words of a person, in Exif 2.32 and as Windows writes them. */
  private static final Set<Integer> WORDS =
      Set.of(
          ExifDirectoryBase.TAG_IMAGE_DESCRIPTION,
          ExifDirectoryBase.TAG_DOCUMENT_NAME,
          ExifDirectoryBase.TAG_ARTIST,
          ExifDirectoryBase.TAG_COPYRIGHT,
          ExifDirectoryBase.TAG_SOFTWARE,
          ExifDirectoryBase.TAG_USER_COMMENT,
          ExifDirectoryBase.TAG_WIN_TITLE,
          ExifDirectoryBase.TAG_WIN_COMMENT,
          ExifDirectoryBase.TAG_WIN_AUTHOR,
          ExifDirectoryBase.TAG_WIN_KEYWORDS,
          ExifDirectoryBase.TAG_WIN_SUBJECT);

  private final List<Entry> entries = new ArrayList<>();

  private DescriptiveMetadata() {}

  /** What stands in a JPEG, PNG or WebP file; empty for anything else. */
  public static List<Entry> ofPicture(byte[] content) {
    DescriptiveMetadata found = new DescriptiveMetadata();
    switch (MediaFormat.of(content)) {
      case JPEG -> found.jpeg(content);
      case PNG -> found.png(content);
      case WEBP -> found.webp(content);
      default -> {
        // Other formats hold their words where a decoder would have to unpack them first.
      }
    }
    return List.copyOf(found.entries);
  }

  static List<Entry> ofDocument(PDDocumentInformation information) {
    DescriptiveMetadata found = new DescriptiveMetadata();
    for (String field : information.getMetadataKeys()) {
      if (information.getPropertyStringValue(field) instanceof String text) {
        found.add(field, text.substring(0, Math.min(text.length(), LONGEST_BLOCK)));
      }
    }
    return List.copyOf(found.entries);
  }

  private void jpeg(byte[] content) {
    int at = 2;
    while (at + 4 <= content.length && (content[at] & 0xff) == 0xff) {
      int marker = content[at + 1] & 0xff;
      if (marker == 0xff) {
        at++;
        continue;
      }
      if (marker == 0xda || marker == 0xd9) {
        return;
      }
      int length = Math.max(2, (content[at + 2] & 0xff) << 8 | content[at + 3] & 0xff);
      byte[] block =
          Arrays.copyOfRange(
              content, at + 4, Math.max(at + 4, Math.min(content.length, at + 2 + length)));
      if (marker == 0xfe) {
        add("comment", text(block, StandardCharsets.UTF_8));
      } else if (marker == 0xe1) {
        if (block.length > EXIF.length
            && Arrays.equals(block, 0, EXIF.length, EXIF, 0, EXIF.length)) {
          exif(Arrays.copyOfRange(block, EXIF.length, block.length));
        } else {
          add("XMP", unmarked(text(block, StandardCharsets.UTF_8)));
        }
      }
      at += 2 + length;
    }
  }

  private void png(byte[] content) {
    ByteBuffer buffer = ByteBuffer.wrap(content);
    long at = 8;
    while (at + 12 <= content.length && entries.size() < MOST_ENTRIES) {
      int head = (int) at;
      long length = buffer.getInt(head) & 0xffffffffL;
      if (at + 12 + length > content.length) {
        return;
      }
      String name = new String(content, head + 4, 4, StandardCharsets.ISO_8859_1);
      if (length <= LONGEST_BLOCK) {
        byte[] block = Arrays.copyOfRange(content, head + 8, (int) (head + 8 + length));
        switch (name) {
          case "tEXt" -> keyed(text(block, StandardCharsets.ISO_8859_1));
          case "iTXt" -> international(block);
          case "eXIf" -> exif(block);
          default -> {
            // Pixels and colours.
          }
        }
      }
      at += 12 + length;
    }
  }

  private void webp(byte[] content) {
    Chunks.find(content, 12, false, "EXIF")
        .filter(block -> block.length <= LONGEST_BLOCK)
        .ifPresent(this::exif);
    Chunks.find(content, 12, false, "XMP ")
        .filter(block -> block.length <= LONGEST_BLOCK)
        .ifPresent(block -> add("XMP", unmarked(text(block, StandardCharsets.UTF_8))));
  }

  private void keyed(String text) {
    int zero = text.indexOf('\0');
    if (zero > 0) {
      add(text.substring(0, zero), text.substring(zero + 1));
    }
  }

  /** Keyword, two flags, language, translated keyword, text; packed ones are passed over. */
  private void international(byte[] block) {
    String all = text(block, StandardCharsets.UTF_8);
    int zero = all.indexOf('\0');
    if (zero <= 0 || zero + 3 > all.length() || all.charAt(zero + 1) != 0) {
      return;
    }
    String rest = all.substring(zero + 3);
    String words = rest.substring(rest.indexOf('\0', rest.indexOf('\0') + 1) + 1);
    add(all.substring(0, zero), unmarked(words));
  }

  private void exif(byte[] tiffBlock) {
    try {
      Metadata metadata = new Metadata();
      int start = tiffBlock.length > 6 && tiffBlock[0] == 'E' ? EXIF.length : 0;
      new ExifReader()
          .extract(
              new ByteArrayReader(Arrays.copyOfRange(tiffBlock, start, tiffBlock.length)),
              metadata);
      for (Directory directory : metadata.getDirectories()) {
        for (Tag tag : directory.getTags()) {
          if (WORDS.contains(tag.getTagType()) && tag.getDescription() != null) {
            add(tag.getTagName(), tag.getDescription());
          }
        }
      }
    } catch (RuntimeException _) {
      // A broken block says nothing.
    }
  }

  private void add(String field, String text) {
    String words = text.replace('\0', ' ').strip();
    if (!words.isEmpty() && entries.size() < MOST_ENTRIES) {
      entries.add(new Entry(field, words));
    }
  }

  private static String unmarked(String xml) {
    return xml.replaceAll("<[^>]{0,4000}>", " ");
  }

  private static String text(byte[] block, Charset charset) {
    return new String(block, 0, Math.min(block.length, LONGEST_BLOCK), charset);
  }
}
