package dev.rigel.media.office;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** XML without document types: no entities, nothing fetched, nothing that multiplies itself. */
final class SafeXml {
  private SafeXml() {}

  static XMLStreamReader reader(byte[] content) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setXMLResolver((_, _, _, _) -> {
      throw new XMLStreamException("nothing is fetched");
    });
    return factory.createXMLStreamReader(new ByteArrayInputStream(content));
  }
}
