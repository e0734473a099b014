package dev.rigel.agent.skill;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipShort;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * Reads the zip of a skill's folder in memory, as something that a stranger made: what could mean
 * two things to two programs, or more than its size says, is refused. Nothing is ever unpacked to
 * disk.
 */
final class SkillArchive {
  static final int MOST_BYTES = 16 * 1024 * 1024;
  static final int MOST_ENTRIES = 2_000;
  static final long MOST_UNPACKED_BYTES = 64L * 1024 * 1024;

  /** Of a file that is read as text. */
  static final int MOST_TEXT_BYTES = 1024 * 1024;

  private static final int FILE_TYPE = 0xF000;
  private static final int REGULAR = 0x8000;
  private static final int FOLDER = 0x4000;

  /** PKWARE's field for Unix, which can name the target of a hard link. */
  private static final ZipShort UNIX_LINK = new ZipShort(0x000d);

  private SkillArchive() {}

  /**
   * Checks every entry, whole, and gives the contents of the wanted ones by their paths.
   *
   * @throws RigelException {@code invalid_request} or {@code too_large}, naming the entry
   */
  static Map<String, byte[]> read(byte[] zip, Predicate<String> wanted) {
    if (zip.length > MOST_BYTES) {
      throw tooLarge("The skill's zip is larger than %,d bytes.".formatted(MOST_BYTES));
    }
    ZipDirectory.checkEntryCount(zip, MOST_ENTRIES);
    try (ZipFile file =
        ZipFile.builder()
            .setSeekableByteChannel(new SeekableInMemoryByteChannel(zip))
            // Another name in an extra field is one that other programs may not see.
            .setUseUnicodeExtraFields(false)
            .get()) {
      return contents(file, wanted);
    } catch (IOException | IllegalArgumentException e) {
      throw RigelException.causedBy(
          e,
          ErrorCode.INVALID_REQUEST,
          "The skill is not a zip that can be read; zip the content of its folder again.");
    }
  }

  private static Map<String, byte[]> contents(ZipFile file, Predicate<String> wanted)
      throws IOException {
    EntryNames names = new EntryNames();
    Map<String, byte[]> contents = new HashMap<>();
    long unpacked = 0;
    for (ZipArchiveEntry entry : Collections.list(file.getEntries())) {
      checkKind(entry);
      String name = name(entry);
      names.add(name, name.endsWith("/"));
      if (name.endsWith("/")) {
        continue;
      }
      boolean kept = wanted.test(name);
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      unpacked += unpack(file, entry, kept, MOST_UNPACKED_BYTES - unpacked, content);
      if (kept) {
        contents.put(name, content.toByteArray());
      }
    }
    return contents;
  }

  /** As it is written: the library turns some backslashes into slashes. */
  private static String name(ZipArchiveEntry entry) {
    return new String(entry.getRawName(), StandardCharsets.UTF_8);
  }

  private static void checkKind(ZipArchiveEntry entry) {
    // The upper half holds the Unix mode, whatever system the entry claims to come from.
    int type = (int) (entry.getExternalAttributes() >> 16) & FILE_TYPE;
    boolean linked = entry.getExtraField(UNIX_LINK) != null;
    if (linked || (type != 0 && type != REGULAR && type != FOLDER)) {
      throw refused(entry, "is a link or a device; a skill has files and folders only");
    }
    if (entry.getGeneralPurposeBit().usesEncryption()) {
      throw refused(entry, "is encrypted");
    }
    if (entry.getMethod() != ZipEntry.STORED && entry.getMethod() != ZipEntry.DEFLATED) {
      throw refused(entry, "is compressed in a way that is not read; use deflate");
    }
  }

  private static long unpack(
      ZipFile file, ZipArchiveEntry entry, boolean kept, long room, ByteArrayOutputStream into)
      throws IOException {
    CRC32 sum = new CRC32();
    byte[] buffer = new byte[16 * 1024];
    long size = 0;
    try (InputStream content = file.getInputStream(entry)) {
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        size += read;
        if (size > room) {
          throw tooLarge(
              "The skill's zip unpacks to more than %,d bytes.".formatted(MOST_UNPACKED_BYTES));
        }
        if (kept && size > MOST_TEXT_BYTES) {
          throw tooLarge(
              "The skill's file %s is larger than %,d bytes."
                  .formatted(EntryNames.shown(name(entry)), MOST_TEXT_BYTES));
        }
        sum.update(buffer, 0, read);
        if (kept) {
          into.write(buffer, 0, read);
        }
      }
    }
    if (size != entry.getSize() || sum.getValue() != entry.getCrc()) {
      throw refused(entry, "is damaged: its checksum or size is wrong");
    }
    return size;
  }

  private static RigelException refused(ZipArchiveEntry entry, String why) {
    return RigelException.invalid(
        "The skill's zip is refused: %s %s.".formatted(EntryNames.shown(name(entry)), why),
        "skill");
  }

  private static RigelException tooLarge(String message) {
    return new RigelException(ErrorCode.TOO_LARGE, message, "skill");
  }
}
