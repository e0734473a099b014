package dev.rigel.agent.skill;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.UnrecognizedExtraField;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipShort;

/** Writes zips, also such as no honest program writes. */
final class Zips {
  static final String SKILL =
      """
      ---
      name: invoice-reader
      description: Reads invoices
      ---
      # Invoices

      Read the total and the due date.
      """;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes);

  static byte[] of(String... namesAndTexts) {
    Zips zips = new Zips();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      zips.add(namesAndTexts[i], namesAndTexts[i + 1]);
    }
    return zips.bytes();
  }

  static Zips withSkill() {
    return new Zips().add("SKILL.md", SKILL);
  }

  Zips add(String name, String text) {
    return add(new ZipArchiveEntry(name), text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @param mode of Unix, with the kind of file
   */
  Zips addWithMode(String name, int mode, String text) {
    ZipArchiveEntry entry = new ZipArchiveEntry(name);
    entry.setUnixMode(mode);
    return add(entry, text.getBytes(StandardCharsets.UTF_8));
  }

  Zips addHardLink(String name, String target) {
    ZipArchiveEntry entry = new ZipArchiveEntry(name);
    UnrecognizedExtraField unix = new UnrecognizedExtraField();
    unix.setHeaderId(new ZipShort(0x000d));
    byte[] data = new byte[12 + target.length()];
    System.arraycopy(target.getBytes(StandardCharsets.US_ASCII), 0, data, 12, target.length());
    unix.setLocalFileDataData(data);
    unix.setCentralDirectoryData(data);
    entry.addExtraField(unix);
    return add(entry, new byte[0]);
  }

  Zips addZeros(String name, int count) {
    return add(new ZipArchiveEntry(name), new byte[count]);
  }

  Zips addStored(String name, String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    CRC32 sum = new CRC32();
    sum.update(content);
    ZipArchiveEntry entry = new ZipArchiveEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(sum.getValue());
    return add(entry, content);
  }

  private Zips add(ZipArchiveEntry entry, byte[] content) {
    try {
      zip.putArchiveEntry(entry);
      zip.write(content);
      zip.closeArchiveEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] bytes() {
    try {
      zip.close();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
