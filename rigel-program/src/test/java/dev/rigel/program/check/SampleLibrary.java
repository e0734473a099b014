package dev.rigel.program.check;

import dev.rigel.program.Library;
import dev.rigel.program.ObjectType;
import dev.rigel.program.Parameter;
import dev.rigel.program.ToolSignature;
import dev.rigel.program.Type;
import dev.rigel.program.syntax.Expression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A library of the size and kind that planners work with. */
final class SampleLibrary {
  private static final String TOOLS =
      """
      detect(image: Image, labels: list[str] = None) -> list[Region]
      faces(image: Image) -> list[Region]
      read(image: Image | Document) -> list[Region]
      barcodes(image: Image | Document) -> list[Region]
      find(image: Image, template: Image) -> list[Region]
      look(image: Image, question: str) -> str
      colors(image: Image) -> list[str]
      info(media: Image | Document | Video) -> Info
      crop(image: Image, region: Region) -> Image
      half(image: Image, side: left|right|top|bottom) -> Image
      blur(image: Image, regions: list[Region]) -> Image
      pixelate(image: Image, regions: list[Region]) -> Image
      erase(image: Image, regions: list[Region]) -> Image
      draw(image: Image, regions: list[Region]) -> Image
      number(image: Image, regions: list[Region]) -> Image
      rotate(image: Image, clockwise: float) -> Image
      flip(image: Image, direction: horizontal|vertical) -> Image
      resize(image: Image, factor: float) -> Image
      upscale(image: Image, factor: float) -> Image
      grayscale(image: Image) -> Image
      remove_background(image: Image) -> Image
      side_by_side(images: list[Image]) -> Image
      chart(kind: bar|line|pie, labels: list[str], values: list[float], title: str = "") -> Image
      area(region: Region) -> float
      distance(a: Region, b: Region) -> float
      inside(a: Region, b: Region) -> bool
      pages(document: Document) -> list[Image]
      page(document: Document, number: int) -> Image
      text(document: Document, page: int = None) -> str
      tables(document: Document, page: int = None) -> list[Table]
      search(document: Document, query: str) -> list[Region]
      find_text(document: Document | Image, kind: email|phone|date|amount|person|address|iban) -> list[Region]
      extract(document: Document | Image, fields: dict) -> Record
      redact(document: Document, regions: list[Region]) -> Document
      select(document: Document, pages: list[int]) -> Document
      merge(documents: list[Document]) -> Document
      frame(video: Video, time: float | str) -> Image
      frames(video: Video, every: float) -> list[Frame]
      scenes(video: Video) -> list[Scene]
      trim(video: Video, start: float | str, end: float | str) -> Video
      transcribe(video: Video) -> list[Segment]
      chapters(segments: list[Segment]) -> list[dict]
      write(instruction: str, text: str) -> str
      numbers(text: str) -> list[float]
      """;

  private static final String ANSWER =
      """
      answer(text: str = "", *, image: Image = None, images: list[Image] = None, \
      video: Video = None, document: Document = None, boxes: list[Region] = None, data: Any = None) -> None
      """;

  private static final String TYPES =
      """
      Image
      Document
      Video
      Region: label str, text str, confidence float, page int, x float, y float, width float, height float
      Info: width int, height int, pages int, duration float, fps float
      Table: rows list[list[str]], page int
      Frame: image Image, time float
      Scene: start float, end float, image Image
      Segment: text str, start float, end float
      """;

  private SampleLibrary() {}

  static Library create() {
    List<ToolSignature> tools = TOOLS.lines().map(SampleLibrary::signature).toList();
    List<ObjectType<?>> types = new ArrayList<>();
    TYPES.lines().forEach(line -> types.add(objectType(line)));
    return new Library(tools, signature(ANSWER.strip()), types);
  }

  private static ToolSignature signature(String line) {
    int open = line.indexOf('(');
    int close = line.lastIndexOf(')');
    String name = line.substring(0, open);
    List<Parameter> parameters = new ArrayList<>();
    boolean byName = false;
    for (String part : split(line.substring(open + 1, close))) {
      if (part.equals("*")) {
        byName = true;
        continue;
      }
      Parameter parameter = parameter(part);
      parameters.add(byName ? parameter.byKeyword() : parameter);
    }
    String result = line.substring(line.indexOf("-> ") + 3).strip();
    Optional<ToolSignature.ResultRefinement> refinement =
        name.equals("extract") ? Optional.of(SampleLibrary::recordOf) : Optional.empty();
    return new ToolSignature(name, name, "", parameters, type(result), refinement, "core", 1);
  }

  private static Parameter parameter(String text) {
    String name = text.substring(0, text.indexOf(':'));
    String rest = text.substring(text.indexOf(':') + 2);
    int equals = rest.indexOf(" = ");
    String typeText = equals < 0 ? rest : rest.substring(0, equals);
    boolean words = typeText.indexOf('|') > 0 && !typeText.contains(" | ");
    Parameter parameter =
        words
            ? Parameter.word(name, List.of(typeText.split("\\|")), "")
            : Parameter.required(name, type(typeText), "");
    return equals < 0 ? parameter : parameter.withDefault(rest.substring(equals + 3));
  }

  private static Optional<Type> recordOf(Map<String, Expression> arguments) {
    if (!(arguments.get("fields") instanceof Expression.DictDisplay dict)) {
      return Optional.empty();
    }
    Map<String, Type> fields = new LinkedHashMap<>();
    for (Expression.DictDisplay.Entry entry : dict.entries()) {
      if (entry.key().isPresent()
          && entry.key().get() instanceof Expression.StringLiteral key
          && entry.value() instanceof Expression.StringLiteral kind) {
        fields.put(key.value(), kind.value().equals("float") ? Type.FLOAT : Type.STR);
      }
    }
    return Optional.of(new Type.RecordOf(fields));
  }

  private static ObjectType<Object> objectType(String line) {
    int colon = line.indexOf(':');
    String name = colon < 0 ? line : line.substring(0, colon);
    List<ObjectType.Attribute<Object>> attributes = new ArrayList<>();
    if (colon >= 0) {
      for (String part : split(line.substring(colon + 2))) {
        int space = part.indexOf(' ');
        attributes.add(
            new ObjectType.Attribute<>(
                part.substring(0, space), type(part.substring(space + 1)), "", value -> value));
      }
    }
    return new ObjectType<>(Object.class, name, name, attributes, String::valueOf, String::valueOf);
  }

  static Type type(String text) {
    if (text.contains(" | ")) {
      return Type.union(
          java.util.Arrays.stream(text.split(" \\| "))
              .map(SampleLibrary::type)
              .toArray(Type[]::new));
    }
    if (text.startsWith("list[")) {
      return Type.list(type(text.substring(5, text.length() - 1)));
    }
    return switch (text) {
      case "str" -> Type.STR;
      case "int" -> Type.INT;
      case "float" -> Type.FLOAT;
      case "bool" -> Type.BOOL;
      case "None" -> Type.NONE;
      case "Any" -> Type.ANY;
      case "dict" -> new Type.DictOf(Type.ANY, Type.ANY);
      case "Record" -> new Type.RecordOf(Map.of());
      default -> Type.object(text);
    };
  }

  /** At commas outside of brackets. */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ',';
      if (c == '[') {
        depth++;
      } else if (c == ']') {
        depth--;
      } else if (c == ',' && depth == 0) {
        if (!text.substring(from, i).isBlank()) {
          parts.add(text.substring(from, i).strip());
        }
        from = i + 1;
      }
    }
    return parts;
  }
}
