package dev.rigel.media.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.RigelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelfContainedTest {
  private static byte[] odt(String inText) throws IOException {
    return with("content.xml", content(inText));
  }

  private static String content(String inText) {
    return "<o:document-content xmlns:o=\"office\" xmlns:text=\"text\" xmlns:draw=\"draw\""
        + " xmlns:l=\"http://www.w3.org/1999/xlink\"><text:p>"
        + inText
        + "</text:p></o:document-content>";
  }

  private static byte[] with(String name, String markup) throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    parts.put("mimetype", OfficeSamples.bytes("application/vnd.oasis.opendocument.text"));
    parts.put(name, OfficeSamples.bytes(markup));
    return OfficeSamples.archive(parts);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Only words",
        "<text:a l:href=\"https://example.com/\">a link to follow</text:a>",
        "<draw:image l:href=\"Pictures/Bild 1-ä.png\"/>",
        "<draw:object l:href=\"./Object 1\"/>",
        "<draw:object l:href=\"#Sheet1.A1\"/>",
        "<draw:object l:href=\"\"/>"
      })
  void takesWhatIsWholeInItself(String inText) throws IOException {
    byte[] packed = SelfContained.of(odt(inText)).orElseThrow();

    assertThat(OfficeSamples.parts(packed))
        .containsEntry("content.xml", OfficeSamples.bytes(content(inText)))
        .containsKey("mimetype");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<draw:image l:href=\"http://example.com/a.png\"/>",
        "<draw:image l:href=\"file:///etc/hostname\"/>",
        "<draw:image l:href=\"/etc/hostname\"/>",
        "<draw:image l:href=\"//example.com/a.png\"/>",
        "<draw:image l:href=\"../a.png\"/>",
        "<draw:image l:href=\"Pictures/../../a.png\"/>",
        "<draw:image l:href=\" file:///etc/hostname\"/>",
        "<draw:image l:href=\"&#104;ttp://example.com\"/>",
        "<text:section-source l:href=\"file:///etc/hostname\"/>",
        "<o:dde-source/>"
      })
  void robustness36refusesWhatDrawsOnOthers(String inText) throws IOException {
    assertThat(SelfContained.of(odt(inText))).isEmpty();
    assertThat(SelfContained.of(with("Object 1/content.xml", content(inText)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"image", "oleObject", "frame", "subDocument", "aFChunk"})
  void robustness36refusesRelationsToOthers(String relation) throws IOException {
    assertThat(SelfContained.of(with("word/_rels/document.xml.rels", relation(relation))))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hyperlink", "attachedTemplate"})
  void takesRelationsThatNobodyOpens(String relation) throws IOException {
    assertThat(SelfContained.of(with("word/_rels/document.xml.rels", relation(relation))))
        .isPresent();
  }

  private static String relation(String type) {
    return "<Relationships><Relationship Id=\"r1\" TargetMode=\"External\" Target=\"http://e.com/\""
        + " Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
        + type
        + "\"/></Relationships>";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE d [<!ENTITY x \"http://e.com/\">]><d>&x;</d>",
        "<!DOCTYPE d [<!ATTLIST d a CDATA \"b\">]><d/>",
        "<d a=\"&x;\"/>",
        "<d>"
      })
  void robustness36refusesDocumentTypesAndDamage(String markup) throws IOException {
    byte[] document = with("content.xml", markup);

    assertThatThrownBy(() -> SelfContained.of(document)).isInstanceOf(IOException.class);
  }

  @Test
  void robustness36looksAtPartsHoweverTheirNamesAreWritten() throws IOException {
    assertThat(
            SelfContained.of(
                with("Content.XML", content("<draw:image l:href=\"http://e.com/\"/>"))))
        .isEmpty();
  }

  @Test
  void robustness36givesOneOfPartsThatHaveTheSameName() throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    parts.put("content.xml", OfficeSamples.bytes(content("first")));
    parts.put("another.xml", OfficeSamples.bytes(content("second")));
    String archive = new String(OfficeSamples.archive(parts), StandardCharsets.ISO_8859_1);
    byte[] twice =
        archive.replace("another.xml", "content.xml").getBytes(StandardCharsets.ISO_8859_1);

    byte[] packed = SelfContained.of(twice).orElseThrow();

    assertThat(OfficeSamples.parts(packed))
        .hasSize(1)
        .containsEntry("content.xml", parts.get("content.xml"));
    assertThat(new String(packed, StandardCharsets.ISO_8859_1).split("content.xml", -1)).hasSize(3);
  }

  @Test
  void robustness36refusesBombs() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("Pictures/a.png"));
      byte[] chunk = new byte[1 << 20];
      for (int i = 0; i <= Archive.MOST_BYTES >> 20; i++) {
        zip.write(chunk);
      }
    }

    assertThatThrownBy(() -> SelfContained.of(out.toByteArray()))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("bomb");
  }
}
