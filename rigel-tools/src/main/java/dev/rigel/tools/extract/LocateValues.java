package dev.rigel.tools.extract;

import static dev.rigel.tools.VisualTypes.DOCUMENT_OR_IMAGE;
import static dev.rigel.tools.VisualTypes.REGIONS;

import dev.rigel.media.Media;
import dev.rigel.media.Region;
import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The places that prove extracted values. */
public final class LocateValues extends DeclaredTool {
  private final FieldReading reading;

  public LocateValues(FieldReading reading) {
    super(
        Declaration.of(Toolset.DOCUMENT, "evidence", "Where values stand in a document.")
            .takes("document", DOCUMENT_OR_IMAGE, "where to look")
            .takes(
                "values", new Type.DictOf(Type.STR, Type.ANY), "values by name, as extract gives")
            .gives(REGIONS)
            .hint("proof of extracted values; .label is the field")
            .use("To show or draw where extracted values were seen, and how sure they are.")
            .limits(
                "The confidence is that of the value, calibrated. Values that stand nowhere are left"
                    + " out and warned about; truth values have no place."));
    this.reading = reading;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Object call(Arguments arguments, CallContext context) {
    Map<String, Finding> findings =
        reading.evidence(
            (Map<String, ?>) arguments.value("values", Map.class),
            arguments.value("document", Media.class),
            context);
    List<String> nowhere =
        findings.values().stream().filter(f -> f.region().isEmpty()).map(Finding::path).toList();
    if (!nowhere.isEmpty()) {
      context
          .listener()
          .warned(
              "These values stand nowhere in the document: " + String.join(", ", nowhere) + ".");
    }
    return findings.values().stream()
        .flatMap(finding -> finding.region().map(r -> sure(r, finding.confidence())).stream())
        .toList();
  }

  private static Region sure(Region region, double confidence) {
    return new Region(
        region.source(),
        region.page(),
        region.time(),
        region.box(),
        region.label(),
        region.text(),
        confidence,
        region.points(),
        Optional.empty(),
        region.angle());
  }
}
