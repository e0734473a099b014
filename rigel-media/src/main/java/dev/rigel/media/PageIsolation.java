package dev.rigel.media;

import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.contentstream.PDContentStream;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;

/**
 * Cuts every path from a page to the rest of its document, so that copying the page copies nothing
 * else: actions, links to other pages, form fields, thumbnails, and resources that the page shares
 * with others but does not use itself.
 */
final class PageIsolation {
  private static final int MAXIMUM_DEPTH = 20;

  private static final List<String> DROPPED_FROM_PAGE =
      List.of(
          "B",
          "StructParents",
          "PieceInfo",
          "Metadata",
          "AA",
          "Thumb",
          "Tabs",
          "PresSteps",
          "AF",
          "TemplateInstantiated",
          "LastModified",
          "ID",
          "DPart");

  private static final List<String> DROPPED_FROM_ANNOTATION =
      List.of(
          "Dest",
          "AA",
          "Parent",
          "P",
          "Popup",
          "IRT",
          "RC",
          "Contents",
          "T",
          "TU",
          "V",
          "DV",
          "Subj",
          "NM",
          "FS",
          "Sound",
          "Movie",
          "StructParent",
          "AF",
          "OC",
          "Kids",
          "RichMediaContent");

  private static final List<COSName> SHARED_KINDS =
      List.of(
          COSName.XOBJECT,
          COSName.PATTERN,
          COSName.SHADING,
          COSName.FONT,
          COSName.EXT_G_STATE,
          COSName.PROPERTIES,
          COSName.COLORSPACE);

  private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private PageIsolation() {}

  static void isolate(PDPage page) throws IOException {
    COSDictionary dictionary = page.getCOSObject();
    // Inherited values move to the page itself before its parent is lost.
    PDResources resources = page.getResources();
    dictionary.setItem(COSName.MEDIA_BOX, page.getMediaBox().getCOSArray());
    dictionary.setItem(COSName.CROP_BOX, page.getCropBox().getCOSArray());
    dictionary.setInt(COSName.ROTATE, page.getRotation());
    DROPPED_FROM_PAGE.forEach(name -> dictionary.removeItem(COSName.getPDFName(name)));
    isolateAnnotations(dictionary);
    if (resources != null) {
      COSDictionary own = new PageIsolation().used(resources.getCOSObject(), names(page), 0);
      dictionary.setItem(COSName.RESOURCES, own);
    }
  }

  private static void isolateAnnotations(COSDictionary page) {
    COSArray annotations = page.getCOSArray(COSName.ANNOTS);
    if (annotations == null) {
      return;
    }
    for (int i = annotations.size() - 1; i >= 0; i--) {
      if (annotations.getObject(i) instanceof COSDictionary annotation) {
        DROPPED_FROM_ANNOTATION.forEach(name -> annotation.removeItem(COSName.getPDFName(name)));
        COSDictionary action = annotation.getCOSDictionary(COSName.A);
        if (action != null && !"URI".equals(action.getNameAsString(COSName.S))) {
          annotation.removeItem(COSName.A);
        } else if (action != null) {
          action.removeItem(COSName.getPDFName("Next"));
        }
        String kind = annotation.getNameAsString(COSName.SUBTYPE, "");
        if (kind.equals("FileAttachment") || kind.equals("Popup")) {
          annotations.remove(i);
        }
      } else {
        annotations.remove(i);
      }
    }
  }

  /** A copy of the resources with only those entries whose names the content mentions. */
  private COSDictionary used(COSDictionary resources, Set<COSName> names, int depth)
      throws IOException {
    Set<COSName> all = new HashSet<>(names);
    addNamesOfFormsWithoutResources(resources, all, depth);
    COSDictionary copy = new COSDictionary(resources);
    for (COSName kind : SHARED_KINDS) {
      COSDictionary entries = resources.getCOSDictionary(kind);
      if (entries != null) {
        COSDictionary kept = new COSDictionary();
        for (COSName name : entries.keySet()) {
          if (all.contains(name)) {
            kept.setItem(name, entries.getItem(name));
            isolateContent(entries.getDictionaryObject(name), depth);
          }
        }
        copy.setItem(kind, kept);
      }
    }
    return copy;
  }

  /** Forms and patterns have resources of their own, shared likewise. */
  private void isolateContent(COSBase entry, int depth) throws IOException {
    if (entry instanceof COSStream stream
        && depth < MAXIMUM_DEPTH
        && seen.add(stream)
        && stream.getCOSDictionary(COSName.RESOURCES) != null) {
      COSDictionary own = stream.getCOSDictionary(COSName.RESOURCES);
      stream.removeItem(COSName.getPDFName("PieceInfo"));
      stream.setItem(COSName.RESOURCES, used(own, names(new PDFormXObject(stream)), depth + 1));
    } else if (entry instanceof COSDictionary font
        && depth < MAXIMUM_DEPTH
        && "Type3".equals(font.getNameAsString(COSName.SUBTYPE))
        && seen.add(font)) {
      isolateType3(font, depth);
    }
  }

  private void isolateType3(COSDictionary font, int depth) throws IOException {
    COSDictionary own = font.getCOSDictionary(COSName.RESOURCES);
    COSDictionary glyphs = font.getCOSDictionary(COSName.CHAR_PROCS);
    if (own == null || glyphs == null) {
      return;
    }
    Set<COSName> names = new HashSet<>();
    for (COSName glyph : glyphs.keySet()) {
      if (glyphs.getDictionaryObject(glyph) instanceof COSStream content) {
        names.addAll(names(new PDFormXObject(content)));
      }
    }
    font.setItem(COSName.RESOURCES, used(own, names, depth + 1));
  }

  private void addNamesOfFormsWithoutResources(
      COSDictionary resources, Set<COSName> names, int depth) throws IOException {
    COSDictionary forms = resources.getCOSDictionary(COSName.XOBJECT);
    if (forms == null || depth >= MAXIMUM_DEPTH) {
      return;
    }
    boolean grew = true;
    Set<COSName> read = new HashSet<>();
    while (grew) {
      grew = false;
      for (COSName name : forms.keySet()) {
        if (names.contains(name)
            && read.add(name)
            && forms.getDictionaryObject(name) instanceof COSStream form
            && COSName.FORM.equals(form.getCOSName(COSName.SUBTYPE))
            && form.getCOSDictionary(COSName.RESOURCES) == null) {
          grew |= names.addAll(names(new PDFormXObject(form)));
        }
      }
    }
  }

  /** Every name that the content mentions, whatever for. */
  private static Set<COSName> names(PDContentStream content) throws IOException {
    Set<COSName> names = new HashSet<>();
    PDFStreamParser parser = new PDFStreamParser(content);
    for (Object token = parser.parseNextToken(); token != null; token = parser.parseNextToken()) {
      InterruptibleSource.check();
      if (token instanceof COSName name) {
        names.add(name);
      } else if (token instanceof Operator operator && operator.getImageParameters() != null) {
        names.addAll(operator.getImageParameters().keySet());
        operator.getImageParameters().getValues().stream()
            .filter(COSName.class::isInstance)
            .map(COSName.class::cast)
            .forEach(names::add);
      }
    }
    return names;
  }
}
