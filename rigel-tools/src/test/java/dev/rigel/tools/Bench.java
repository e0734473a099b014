package dev.rigel.tools;

import dev.rigel.base.CallScope;
import dev.rigel.language.Generation;
import dev.rigel.language.GenerationRequest;
import dev.rigel.language.LanguageModel;
import dev.rigel.language.TokenListener;
import dev.rigel.media.Mask;
import dev.rigel.media.PixelAccount;
import dev.rigel.media.Region;
import dev.rigel.media.Workspace;
import dev.rigel.perception.BarcodeReader;
import dev.rigel.perception.Comparison;
import dev.rigel.perception.Detector;
import dev.rigel.perception.FaceDetector;
import dev.rigel.perception.PersonSegmenter;
import dev.rigel.perception.TemplateFinder;
import dev.rigel.perception.TextReader;
import dev.rigel.perception.layout.SeenPart;
import dev.rigel.program.Arguments;
import dev.rigel.program.Parameter;
import dev.rigel.program.RunListener;
import dev.rigel.program.ToolSignature;
import dev.rigel.tools.seeing.Eyes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A toolbox with hand-written ports that say what a test wants, and a record of what was asked. */
public final class Bench implements RunListener {
  public static final Set<String> KNOWN =
      Set.of(
          "person",
          "dog",
          "cat",
          "car",
          "bus",
          "truck",
          "motorcycle",
          "bicycle",
          "knife",
          "cell phone",
          "hot dog",
          "chair",
          "tv",
          "potted plant");

  public List<Region> objects = List.of();
  public List<Region> faces = List.of();
  public List<Region> text = List.of();
  public List<Region> codes = List.of();
  public Function<List<Region>, List<Region>> outlines = regions -> regions;
  public List<Region> poses = List.of();
  public List<Region> hands = List.of();
  public List<Region> matches = List.of();
  public List<SeenPart> parts = List.of();

  /** How many pages were looked at for their parts. */
  public final AtomicInteger looksForParts = new AtomicInteger();

  public Comparison comparison = Comparison.UNRELATED;
  public Function<String, String> model = prompt -> "";
  public LanguageModel.Capabilities capabilities =
      new LanguageModel.Capabilities(false, false, false, false, false, 4096);
  public RemotePorts remote = RemotePorts.NONE;
  public Mask mask = new Mask(1, 1, new byte[1]);

  public final AtomicInteger readings = new AtomicInteger();
  public final List<GenerationRequest> requests = new CopyOnWriteArrayList<>();
  public final List<String> warnings = new CopyOnWriteArrayList<>();

  public Toolbox toolbox() {
    return new Toolbox(ports());
  }

  public Ports ports() {
    TextReader reader =
        (image, scope) -> {
          readings.incrementAndGet();
          return text;
        };
    FaceDetector faceDetector = (image, scope) -> faces;
    BarcodeReader barcodeReader = (image, scope) -> codes;
    PersonSegmenter segmenter = (image, scope) -> mask;
    TemplateFinder finder = (image, template, scope) -> matches;
    Scribe scribe = new Scribe();
    return new Ports(
        reader,
        new FixedDetector(),
        faceDetector,
        barcodeReader,
        segmenter,
        finder,
        (image, scope) -> poses,
        (image, scope) -> hands,
        (image, regions, scope) -> outlines.apply(regions),
        (first, second, scope) -> comparison,
        (page, scope) -> {
          looksForParts.incrementAndGet();
          return parts;
        },
        scribe,
        List.of(new Eyes(scribe)),
        Samples.editor(),
        remote);
  }

  public CallContext context() {
    return new CallContext(
        new Workspace(Path.of(System.getProperty("java.io.tmpdir")), new PixelAccount(100_000_000)),
        CallScope.unlimited(),
        this);
  }

  /** Calls a tool as a program would: defaults filled in, a new toolbox each time. */
  public @Nullable Object call(String tool, Object... namesAndValues) {
    return call(toolbox(), tool, namesAndValues);
  }

  public @Nullable Object call(Toolbox toolbox, String tool, Object... namesAndValues) {
    ToolSignature signature = toolbox.library().tool(tool).orElseThrow();
    Map<String, @Nullable Object> values = new HashMap<>();
    for (Parameter parameter : signature.parameters()) {
      parameter.defaultText().ifPresent(text -> values.put(parameter.name(), literal(text)));
    }
    for (int i = 0; i < namesAndValues.length; i += 2) {
      String name = (String) namesAndValues[i];
      if (signature.parameter(name).isEmpty()) {
        throw new IllegalArgumentException(tool + " has no parameter " + name);
      }
      values.put(name, namesAndValues[i + 1]);
    }
    CallContext context = context();
    try (Workspace _ = context.workspace()) {
      return toolbox.invoker(context).invoke(signature, new Arguments(values), context.scope());
    }
  }

  @SuppressWarnings("unchecked")
  public List<Region> regions(String tool, Object... namesAndValues) {
    return (List<Region>) java.util.Objects.requireNonNull(call(tool, namesAndValues));
  }

  private static @Nullable Object literal(String text) {
    return switch (text) {
      case "None" -> null;
      case "True" -> true;
      case "False" -> false;
      default ->
          text.startsWith("\"")
              ? text.substring(1, text.length() - 1)
              : text.contains(".") ? (Object) Double.valueOf(text) : new java.math.BigInteger(text);
    };
  }

  @Override
  public void warned(String text) {
    warnings.add(text);
  }

  private final class FixedDetector implements Detector {
    @Override
    public Set<String> labels() {
      return KNOWN;
    }

    @Override
    public List<Region> detect(dev.rigel.media.Image image, CallScope scope) {
      return objects;
    }
  }

  private final class Scribe implements LanguageModel {
    @Override
    public String name() {
      return "scribe";
    }

    @Override
    public Capabilities capabilities() {
      return capabilities;
    }

    @Override
    public Generation generate(GenerationRequest request, TokenListener listener, CallScope scope) {
      requests.add(request);
      String prompt =
          String.join("\n", request.prompt().messages().stream().map(m -> m.text()).toList());
      return new Generation(
          model.apply(prompt), Generation.FinishReason.STOP, 1, 0, 1, new ArrayList<>(), 0);
    }

    @Override
    public int countTokens(String text, CallScope scope) {
      return text.length() / 4;
    }

    @Override
    public void close() {}
  }
}
