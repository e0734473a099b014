package dev.rigel.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompoundDirectoryTest {
  /** A compound file whose directory takes several sectors, in parts between the streams. */
  private static byte[] file(String last) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (POIFSFileSystem file = new POIFSFileSystem()) {
      for (int i = 0; i < 20; i++) {
        file.createDocument(new ByteArrayInputStream(new byte[5_000]), "Other " + i);
      }
      file.createDocument(new ByteArrayInputStream(new byte[5_000]), last);
      file.writeFilesystem(out);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({
    "WordDocument, DOC",
    "Workbook, XLS",
    "Book, XLS",
    "PowerPoint Document, PPT",
    "EncryptedPackage, OFFICE",
    "Contents, OFFICE"
  })
  void tellsWhichProgramWroteAFile(String stream, MediaFormat format) throws IOException {
    byte[] file = file(stream);

    assertThat(CompoundDirectory.names(file)).contains("Root Entry", "Other 19", stream);
    assertThat(MediaFormat.of(file)).isEqualTo(format);
  }

  @Test
  void robustness24survivesDamage() throws IOException {
    byte[] file = file("WordDocument");
    Random random = new Random(24);
    for (int i = 0; i < 2_000; i++) {
      byte[] changed = i % 4 == 0 ? Arrays.copyOf(file, random.nextInt(file.length)) : file.clone();
      for (int change = 0; change < 6 && changed.length > 100; change++) {
        changed[8 + random.nextInt(Math.min(600, changed.length) - 8)] = (byte) random.nextInt(256);
      }
      assertThat(MediaFormat.of(changed)).isNotNull();
    }
    for (String text : List.of("{\\rtf1 words}", "{\\rtf")) {
      assertThat(MediaFormat.of(RawPdf.bytes(text))).isEqualTo(MediaFormat.RTF);
    }
  }
}
