package dev.rigel.tools;

import static java.util.Objects.requireNonNull;

import dev.rigel.language.LanguageModel;
import dev.rigel.media.PdfEditor;
import dev.rigel.perception.BarcodeReader;
import dev.rigel.perception.Detector;
import dev.rigel.perception.FaceDetector;
import dev.rigel.perception.HandFinder;
import dev.rigel.perception.LayoutDetector;
import dev.rigel.perception.PersonSegmenter;
import dev.rigel.perception.PictureComparer;
import dev.rigel.perception.PoseEstimator;
import dev.rigel.perception.Segmenter;
import dev.rigel.perception.TemplateFinder;
import dev.rigel.perception.TextReader;
import dev.rigel.tools.seeing.Eyes;
import java.util.List;

/**
 * Everything the tools work with. A part that is not there is one whose methods say so.
 *
 * @param eyes models that may see pictures, in order of preference
 * @param remote what is behind configured endpoints. Without a looker there, the first of the eyes
 *     that sees answers questions about pictures; without any, the answer is put together from what
 *     the other ports find
 */
public record Ports(
    TextReader textReader,
    Detector detector,
    FaceDetector faceDetector,
    BarcodeReader barcodeReader,
    PersonSegmenter personSegmenter,
    TemplateFinder templateFinder,
    PoseEstimator poseEstimator,
    HandFinder handFinder,
    Segmenter segmenter,
    PictureComparer pictureComparer,
    LayoutDetector layoutDetector,
    LanguageModel languageModel,
    List<Eyes> eyes,
    PdfEditor pdfEditor,
    RemotePorts remote) {
  public Ports {
    requireNonNull(textReader, "textReader");
    requireNonNull(detector, "detector");
    requireNonNull(faceDetector, "faceDetector");
    requireNonNull(barcodeReader, "barcodeReader");
    requireNonNull(personSegmenter, "personSegmenter");
    requireNonNull(templateFinder, "templateFinder");
    requireNonNull(poseEstimator, "poseEstimator");
    requireNonNull(handFinder, "handFinder");
    requireNonNull(segmenter, "segmenter");
    requireNonNull(pictureComparer, "pictureComparer");
    requireNonNull(layoutDetector, "layoutDetector");
    requireNonNull(languageModel, "languageModel");
    eyes = List.copyOf(eyes);
    requireNonNull(pdfEditor, "pdfEditor");
    requireNonNull(remote, "remote");
  }
}
