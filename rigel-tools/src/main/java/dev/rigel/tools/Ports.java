package dev.rigel.tools;

import static java.util.Objects.requireNonNull;

import dev.rigel.language.LanguageModel;
import dev.rigel.media.PdfEditor;
import dev.rigel.perception.BarcodeReader;
import dev.rigel.perception.Detector;
import dev.rigel.perception.FaceDetector;
import dev.rigel.perception.PersonSegmenter;
import dev.rigel.perception.TemplateFinder;
import dev.rigel.perception.TextReader;
import java.util.Optional;

/**
 * Everything the tools work with. A part that is not there is one whose methods say so.
 *
 * @param looker answers questions about pictures; when empty, the language model does if it sees
 *     pictures, otherwise the answer is put together from what the other ports find
 */
public record Ports(
    TextReader textReader,
    Detector detector,
    FaceDetector faceDetector,
    BarcodeReader barcodeReader,
    PersonSegmenter personSegmenter,
    TemplateFinder templateFinder,
    LanguageModel languageModel,
    PdfEditor pdfEditor,
    Optional<Looker> looker) {
  public Ports {
    requireNonNull(textReader, "textReader");
    requireNonNull(detector, "detector");
    requireNonNull(faceDetector, "faceDetector");
    requireNonNull(barcodeReader, "barcodeReader");
    requireNonNull(personSegmenter, "personSegmenter");
    requireNonNull(templateFinder, "templateFinder");
    requireNonNull(languageModel, "languageModel");
    requireNonNull(pdfEditor, "pdfEditor");
    requireNonNull(looker, "looker");
  }
}
