package dev.rigel.media;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.FilterFactory;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageTree;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes one stream of a PDF may have when it is unpacked. A file of a megabyte can hold
 * gigabytes, and PDFBox unpacks streams in memory: those that could be too large are unpacked into
 * nothing first.
 *
 * <p>For one open PDF, used by one thread at a time. Looks at every stream once, so that it must
 * not be used any more after it has refused one.
 */
final class UnpackingLimit {
  /** More than any filter makes of a byte: Flate at most 1032, LZW some 1400. */
  private static final long LARGEST_RATIO = 1_500;

  private static final Set<String> UNPACKING =
      Set.of("FlateDecode", "Fl", "LZWDecode", "LZW", "RunLengthDecode", "RL");

  /** What they make has the size that the picture states, which is checked where it is drawn. */
  private static final Set<String> PICTURES =
      Set.of("DCTDecode", "DCT", "JPXDecode", "JBIG2Decode", "CCITTFaxDecode", "CCF");

  /** Streams that hold objects, unpacked before any page is known. */
  private static final List<String> OBJECT_STREAMS = List.of("/ObjStm", "/XRef");

  private static final byte[] STREAM = "stream".getBytes(StandardCharsets.ISO_8859_1);
  private static final int DICTIONARY_END_WITHIN = 4_096;

  private final long bytes;
  private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  UnpackingLimit(long bytes) {
    this.bytes = bytes;
  }

  /**
   * Checks everything that drawing or reading the page may unpack.
   *
   * @throws RigelException {@link ErrorCode#MEDIA_REFUSED} when a stream is too large
   */
  void check(PDPage page) throws IOException {
    COSDictionary dictionary = page.getCOSObject();
    Deque<COSBase> open = new ArrayDeque<>();
    add(PDPageTree.getInheritableAttribute(dictionary, COSName.RESOURCES), open);
    add(dictionary.getDictionaryObject(COSName.CONTENTS), open);
    // Of an annotation only how it looks: its other parts lead to other pages and to files.
    for (COSDictionary annotation : dictionaries(dictionary.getCOSArray(COSName.ANNOTS))) {
      add(annotation.getDictionaryObject(COSName.AP), open);
    }
    while (!open.isEmpty()) {
      InterruptibleSource.check();
      COSBase next = open.pop();
      if (next instanceof COSStream stream) {
        check(stream);
      }
      if (next instanceof COSDictionary parts) {
        parts.keySet().forEach(name -> add(parts.getDictionaryObject(name), open));
      } else if (next instanceof COSArray parts) {
        for (int i = 0; i < parts.size(); i++) {
          add(parts.getObject(i), open);
        }
      }
    }
  }

  private static List<COSDictionary> dictionaries(@Nullable COSArray array) {
    List<COSDictionary> all = new ArrayList<>();
    for (int i = 0; array != null && i < array.size(); i++) {
      if (array.getObject(i) instanceof COSDictionary dictionary) {
        all.add(dictionary);
      }
    }
    return all;
  }

  private void add(@Nullable COSBase part, Deque<COSBase> open) {
    if ((part instanceof COSDictionary || part instanceof COSArray) && seen.add(part)) {
      open.push(part);
    }
  }

  private void check(COSStream stream) throws IOException {
    List<COSName> filters = filters(stream);
    long most = stream.getLength();
    for (COSName filter : filters) {
      most = UNPACKING.contains(filter.getName()) ? most * LARGEST_RATIO : most;
      if (most > bytes) {
        unpack(stream, filters);
        return;
      }
    }
  }

  /** Up to the one that makes a picture. PDFBox applies each filter once, and so do we. */
  private static List<COSName> filters(COSStream stream) {
    List<COSName> filters = new ArrayList<>();
    COSBase written = stream.getFilters();
    List<?> all =
        written instanceof COSArray array
            ? array.toList()
            : written == null ? List.of() : List.of(written);
    for (Object filter : all) {
      if (!(filter instanceof COSName name) || PICTURES.contains(name.getName())) {
        break;
      }
      if (!filters.contains(name)) {
        filters.add(name);
      }
    }
    return filters;
  }

  private void unpack(COSStream stream, List<COSName> filters) throws IOException {
    byte[] stage = {};
    for (int i = 0; i < filters.size(); i++) {
      boolean last = i == filters.size() - 1;
      ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
      try (InputStream in =
              i == 0 ? stream.createRawInputStream() : new ByteArrayInputStream(stage);
          OutputStream out = new Bounded(last ? OutputStream.nullOutputStream() : unpacked)) {
        FilterFactory.INSTANCE.getFilter(filters.get(i)).decode(in, out, stream, i);
      } catch (InterruptedIOException e) {
        throw e;
      } catch (IOException _) {
        // Damaged: what draws or reads the page does without it, or says so.
        return;
      }
      stage = unpacked.toByteArray();
    }
  }

  /**
   * Checks the streams that hold the PDF's own tables and objects: PDFBox unpacks them when it
   * opens the file.
   */
  void checkObjectStreams(byte[] pdf) throws IOException {
    for (String name : OBJECT_STREAMS) {
      byte[] wanted = name.getBytes(StandardCharsets.ISO_8859_1);
      for (int at = indexOf(pdf, wanted, 0, pdf.length);
          at >= 0;
          at = indexOf(pdf, wanted, at + 1, pdf.length)) {
        InterruptibleSource.check();
        int keyword = indexOf(pdf, STREAM, at, at + DICTIONARY_END_WITHIN);
        if (keyword >= 0) {
          inflate(pdf, startOfData(pdf, keyword + STREAM.length));
        }
      }
    }
  }

  private static int startOfData(byte[] pdf, int at) {
    int start = at;
    while (start < pdf.length && (pdf[start] == '\r' || pdf[start] == '\n')) {
      start++;
    }
    return start;
  }

  private void inflate(byte[] pdf, int from) throws IOException {
    try (InputStream in =
            new InflaterInputStream(new ByteArrayInputStream(pdf, from, pdf.length - from));
        OutputStream out = new Bounded(OutputStream.nullOutputStream())) {
      in.transferTo(out);
    } catch (EOFException | ZipException _) {
      // Packed in another way or not at all, or damaged: for the parser to say.
    }
  }

  private static int indexOf(byte[] content, byte[] wanted, int from, int to) {
    int last = Math.min(content.length, to) - wanted.length;
    for (int at = from; at <= last; at++) {
      if (content[at] == wanted[0]
          && Arrays.equals(content, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    return -1;
  }

  /** Lets so many bytes through and no more. */
  private final class Bounded extends FilterOutputStream {
    private long written;

    Bounded(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      count(1);
      out.write(b);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      count(length);
      out.write(source, offset, length);
    }

    private void count(int more) throws IOException {
      InterruptibleSource.check();
      written += more;
      if (written > bytes) {
        throw new RigelException(
            ErrorCode.MEDIA_REFUSED,
            "A part of the PDF unpacks to more than %,d MB and is not read."
                .formatted(Math.max(1, bytes >> 20)));
      }
    }
  }
}
