package dev.rigel.tools.imagegen;

import static dev.rigel.tools.VisualTypes.IMAGE;

import dev.rigel.base.RigelException;
import dev.rigel.program.Arguments;
import dev.rigel.program.Parameter;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;
import dev.rigel.tools.text.NumberText;
import java.util.List;

/** Values as a chart. */
public final class DrawChart extends DeclaredTool {
  private static final int MOST = 200;
  private static final int MOST_POINTS = 10_000;
  private static final List<String> KINDS = List.of("bar", "line", "pie", "scatter", "histogram");

  public DrawChart() {
    super(
        Declaration.of(Toolset.IMAGE_GEN, "chart", "Draws values as a chart.")
            .takes(Parameter.word("kind", KINDS, "how it is drawn"))
            .takes(
                "labels",
                Type.list(Type.union(Type.STR, Type.FLOAT)),
                "a name for each value; for scatter its number along; [] for histogram")
            .takes("values", Type.list(Type.FLOAT), "as many numbers")
            .takesOptional("title", Type.STR, "\"\"", "stands above")
            .gives(IMAGE)
            .hint("bar, line, pie, scatter, histogram")
            .version(2)
            .limits(
                "One series of up to "
                    + MOST
                    + " values, "
                    + MOST_POINTS
                    + " in a scatter or histogram; 960 x 600 pixels."));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    String kind = arguments.text("kind");
    List<Object> labels = arguments.list("labels", Object.class);
    List<Double> values =
        arguments.list("values", Number.class).stream().map(Number::doubleValue).toList();
    boolean counts = kind.equals("histogram");
    int most = counts || kind.equals("scatter") ? MOST_POINTS : MOST;
    if (!(counts || labels.size() == values.size()) || values.isEmpty() || values.size() > most) {
      throw RigelException.invalid(
          "chart needs as many labels as values, 1 to "
              + most
              + "; there are "
              + labels.size()
              + " labels and "
              + values.size()
              + " values.",
          "values");
    }
    checkNumbers(values, "values");
    String title = arguments.text("title");
    if (counts) {
      return ChartPainter.histogram(values, title);
    }
    List<String> names = labels.stream().map(DrawChart::name).toList();
    try (ChartPainter painter = new ChartPainter(names, values, title)) {
      return switch (kind) {
        case "bar" -> painter.bars();
        case "line" -> painter.line();
        case "pie" -> {
          checkShares(values);
          yield painter.pie();
        }
        case "scatter" -> painter.points(numbers(labels));
        default -> throw RigelException.invalid("chart knows " + KINDS + ".", "kind");
      };
    }
  }

  private static String name(Object label) {
    if (label instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
      return Long.toString(number.longValue());
    }
    return label.toString();
  }

  /** Numbers, also as texts, for what a table gives. */
  private static List<Double> numbers(List<Object> labels) {
    List<Double> numbers =
        labels.stream()
            .map(label ->
                label instanceof Number number
                    ? number.doubleValue()
                    : NumberText.parse(label.toString())
                        .orElseThrow(() -> notANumber(label))
                        .doubleValue())
            .toList();
    checkNumbers(numbers, "labels");
    return numbers;
  }

  private static RigelException notANumber(Object label) {
    return RigelException.invalid(
        "A scatter chart needs numbers as labels: how far along each point lies. \""
            + label
            + "\" is none; use a line or bar chart for names.",
        "labels");
  }

  private static void checkNumbers(List<Double> values, String parameter) {
    if (values.stream().anyMatch(value -> !Double.isFinite(value) || Math.abs(value) > 1e15)) {
      throw RigelException.invalid("chart draws finite numbers up to 10^15.", parameter);
    }
  }

  private static void checkShares(List<Double> values) {
    if (values.stream().anyMatch(value -> value < 0) || values.stream().allMatch(v -> v == 0)) {
      throw RigelException.invalid(
          "A pie shows parts of a whole: values from 0 up, not all 0. Use a bar chart.", "values");
    }
  }
}
