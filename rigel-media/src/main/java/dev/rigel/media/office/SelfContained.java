package dev.rigel.media.office;

import dev.rigel.base.RigelException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A document of an office program that needs nothing from outside: packed anew from parts that were
 * looked at, so that another program finds no others, and without anything that it would open by
 * itself on a network or a disk.
 */
public final class SelfContained {
  /** What a person follows, not a program; and what is not loaded where nothing is edited. */
  private static final Set<String> HARMLESS_RELATIONS =
      Set.of("hyperlink", "attachedTemplate", "externalLinkPath", "xlPathMissing");

  private static final Set<String> HARMLESS_ELEMENTS = Set.of("a", "event-listener", "template");

  private static final Pattern INSIDE =
      Pattern.compile("(\\./)?([\\w %+#-][\\w %+./#-]*)?", Pattern.UNICODE_CHARACTER_CLASS);
  private static final int CHUNK = 64 * 1024;

  private SelfContained() {}

  /**
   * The document packed anew; empty when it draws on something outside of it.
   *
   * @throws IOException when it is damaged
   * @throws RigelException when it is a bomb
   */
  public static Optional<byte[]> of(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length);
    Set<String> names = new HashSet<>();
    long left = Archive.MOST_BYTES;
    byte[] chunk = new byte[CHUNK];
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content));
        ZipOutputStream packed = new ZipOutputStream(out)) {
      packed.setLevel(Deflater.BEST_SPEED);
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        for (int read = zip.read(chunk); read >= 0; read = zip.read(chunk)) {
          if (Thread.currentThread().isInterrupted()) {
            throw new IOException("interrupted");
          }
          left -= read;
          if (left < 0) {
            throw Archive.bomb();
          }
          part.write(chunk, 0, read);
        }
        if (entry.isDirectory() || !names.add(entry.getName())) {
          continue;
        }
        if (names.size() > Archive.MOST_PARTS) {
          throw Archive.tooManyParts();
        }
        if (isMarkup(entry.getName())
            && drawsOnOthers(part.toByteArray(), entry.getName().startsWith("Basic/"))) {
          return Optional.empty();
        }
        put(packed, entry.getName(), part.toByteArray());
      }
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
    return Optional.of(out.toByteArray());
  }

  /** The media type of an OpenDocument file stands uncompressed at its beginning. */
  private static void put(ZipOutputStream packed, String name, byte[] part) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(0);
    if (name.equals("mimetype")) {
      java.util.zip.CRC32 sum = new java.util.zip.CRC32();
      sum.update(part);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(part.length);
      entry.setCrc(sum.getValue());
    }
    packed.putNextEntry(entry);
    packed.write(part);
    packed.closeEntry();
  }

  private static boolean isMarkup(String name) {
    String small = name.toLowerCase(Locale.ROOT);
    return small.endsWith(".xml") || small.endsWith(".rels") || small.endsWith(".rdf");
  }

  /**
   * @param typed whether it may have a document type, which could hide attributes from us
   */
  private static boolean drawsOnOthers(byte[] markup, boolean typed) throws XMLStreamException {
    if (markup.length == 0) {
      return false;
    }
    XMLStreamReader xml = SafeXml.reader(markup);
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.ENTITY_REFERENCE
          || (event == XMLStreamConstants.DTD && !typed)) {
        throw new XMLStreamException("a document type");
      }
      if (event == XMLStreamConstants.START_ELEMENT && drawsOnOthers(xml)) {
        return true;
      }
    }
    return false;
  }

  private static boolean drawsOnOthers(XMLStreamReader element) {
    String name = element.getLocalName();
    if (name.equals("Relationship")) {
      return "External".equalsIgnoreCase(element.getAttributeValue(null, "TargetMode"))
          && !HARMLESS_RELATIONS.contains(
              lastWord(String.valueOf(element.getAttributeValue(null, "Type"))));
    }
    if (name.equals("dde-source") || name.equals("dde-connection-decl")) {
      return true;
    }
    if (HARMLESS_ELEMENTS.contains(name)) {
      return false;
    }
    for (int i = 0; i < element.getAttributeCount(); i++) {
      if (element.getAttributeLocalName(i).equals("href")
          && "http://www.w3.org/1999/xlink".equals(element.getAttributeNamespace(i))
          && !isInside(element.getAttributeValue(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isInside(String address) {
    return INSIDE.matcher(address).matches() && !address.contains("..");
  }

  private static String lastWord(String type) {
    return type.substring(type.lastIndexOf('/') + 1);
  }
}
