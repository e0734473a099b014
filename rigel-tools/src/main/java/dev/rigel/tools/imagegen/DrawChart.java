package dev.rigel.tools.imagegen;

import static dev.rigel.tools.VisualTypes.IMAGE;
import static dev.rigel.tools.VisualTypes.TEXTS;

import dev.rigel.base.RigelException;
import dev.rigel.program.Arguments;
import dev.rigel.program.Parameter;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;
import java.util.List;

/** Values as a chart. */
public final class DrawChart extends DeclaredTool {
  private static final int MOST = 200;

  public DrawChart() {
    super(
        Declaration.of(Toolset.IMAGE_GEN, "chart", "Draws values as a chart.")
            .takes(Parameter.word("kind", List.of("bar", "line", "pie"), "how it is drawn"))
            .takes("labels", TEXTS, "a name for each value")
            .takes("values", Type.list(Type.FLOAT), "as many numbers")
            .takesOptional("title", Type.STR, "\"\"", "stands above")
            .gives(IMAGE)
            .hint("kind: bar, line, pie")
            .limits("One series of up to " + MOST + " values; 960 x 600 pixels."));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    List<String> labels = arguments.list("labels", String.class);
    List<Double> values =
        arguments.list("values", Number.class).stream().map(Number::doubleValue).toList();
    if (labels.size() != values.size() || values.isEmpty() || values.size() > MOST) {
      throw RigelException.invalid(
          "chart needs as many labels as values, 1 to "
              + MOST
              + "; there are "
              + labels.size()
              + " labels and "
              + values.size()
              + " values.",
          "values");
    }
    if (values.stream().anyMatch(value -> !Double.isFinite(value) || Math.abs(value) > 1e15)) {
      throw RigelException.invalid("chart draws finite numbers up to 10^15.", "values");
    }
    try (ChartPainter painter = new ChartPainter(labels, values, arguments.text("title"))) {
      return switch (arguments.text("kind")) {
        case "bar" -> painter.bars();
        case "line" -> painter.line();
        case "pie" -> {
          checkShares(values);
          yield painter.pie();
        }
        default -> throw RigelException.invalid("chart draws bar, line and pie.", "kind");
      };
    }
  }

  private static void checkShares(List<Double> values) {
    if (values.stream().anyMatch(value -> value < 0) || values.stream().allMatch(v -> v == 0)) {
      throw RigelException.invalid(
          "A pie shows parts of a whole: values from 0 up, not all 0. Use a bar chart.", "values");
    }
  }
}
