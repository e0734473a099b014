package dev.rigel.media.office;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jsoup.Jsoup;

/** Electronic books (EPUB): their chapters in the order of the spine. */
final class BookBlocks {
  private BookBlocks() {}

  static List<Block> of(byte[] content) throws IOException {
    Archive archive = Archive.of(content);
    try {
      String root = rootFile(archive);
      Blocks blocks = new Blocks();
      for (String chapter : chapters(archive.required(root))) {
        String name = resolved(root, chapter);
        if (archive.part(name).isPresent()) {
          blocks.newPage();
          HtmlBlocks.add(
              Jsoup.parse(new ByteArrayInputStream(archive.required(name)), null, "").outerHtml(),
              blocks);
        }
      }
      return blocks.list();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private static String rootFile(Archive archive) throws IOException, XMLStreamException {
    XMLStreamReader xml = SafeXml.reader(archive.required("META-INF/container.xml"));
    while (xml.hasNext()) {
      if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("rootfile")) {
        return xml.getAttributeValue(null, "full-path");
      }
    }
    throw new IOException("no root file");
  }

  private static List<String> chapters(byte[] packageFile) throws XMLStreamException {
    Map<String, String> files = new HashMap<>();
    List<String> chapters = new ArrayList<>();
    XMLStreamReader xml = SafeXml.reader(packageFile);
    while (xml.hasNext()) {
      if (xml.next() != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      if (xml.getLocalName().equals("item")) {
        files.put(xml.getAttributeValue(null, "id"), xml.getAttributeValue(null, "href"));
      } else if (xml.getLocalName().equals("itemref")) {
        String file = files.get(xml.getAttributeValue(null, "idref"));
        if (file != null) {
          chapters.add(file);
        }
      }
    }
    return chapters;
  }

  private static String resolved(String root, String file) {
    String plain = URLDecoder.decode(file.replaceAll("#.*", ""), StandardCharsets.UTF_8);
    int slash = root.lastIndexOf('/');
    return slash < 0 ? plain : root.substring(0, slash + 1) + plain;
  }
}
