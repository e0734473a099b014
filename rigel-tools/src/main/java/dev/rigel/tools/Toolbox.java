package dev.rigel.tools;

import dev.rigel.base.BudgetExhaustedException;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import dev.rigel.media.PixelAccount;
import dev.rigel.perception.Detector;
import dev.rigel.perception.Segmenter;
import dev.rigel.program.Arguments;
import dev.rigel.program.Library;
import dev.rigel.program.Parameter;
import dev.rigel.program.ToolInvoker;
import dev.rigel.program.ToolSignature;
import dev.rigel.tools.core.Area;
import dev.rigel.tools.core.Center;
import dev.rigel.tools.core.CropRegion;
import dev.rigel.tools.core.Dates;
import dev.rigel.tools.core.Days;
import dev.rigel.tools.core.Distance;
import dev.rigel.tools.core.Half;
import dev.rigel.tools.core.Inside;
import dev.rigel.tools.core.Look;
import dev.rigel.tools.core.MakeBox;
import dev.rigel.tools.core.MediaInfo;
import dev.rigel.tools.core.Numbers;
import dev.rigel.tools.core.Overlap;
import dev.rigel.tools.core.Page;
import dev.rigel.tools.core.Pages;
import dev.rigel.tools.core.Scale;
import dev.rigel.tools.core.Text;
import dev.rigel.tools.core.Turn;
import dev.rigel.tools.document.Fields;
import dev.rigel.tools.document.FindText;
import dev.rigel.tools.document.Layout;
import dev.rigel.tools.document.Markdown;
import dev.rigel.tools.document.Merge;
import dev.rigel.tools.document.Redact;
import dev.rigel.tools.document.Search;
import dev.rigel.tools.document.Select;
import dev.rigel.tools.document.Tables;
import dev.rigel.tools.document.ToPdf;
import dev.rigel.tools.extract.Extract;
import dev.rigel.tools.extract.FieldReading;
import dev.rigel.tools.extract.LocateValues;
import dev.rigel.tools.image.Barcodes;
import dev.rigel.tools.image.BinaryMask;
import dev.rigel.tools.image.Colors;
import dev.rigel.tools.image.Compare;
import dev.rigel.tools.image.ComposedLooker;
import dev.rigel.tools.image.Detect;
import dev.rigel.tools.image.Faces;
import dev.rigel.tools.image.Find;
import dev.rigel.tools.image.Hands;
import dev.rigel.tools.image.MapLabels;
import dev.rigel.tools.image.People;
import dev.rigel.tools.image.PoseTool;
import dev.rigel.tools.image.Quality;
import dev.rigel.tools.image.Read;
import dev.rigel.tools.image.Segment;
import dev.rigel.tools.image.Similar;
import dev.rigel.tools.image.Tags;
import dev.rigel.tools.imagegen.Adjust;
import dev.rigel.tools.imagegen.Blur;
import dev.rigel.tools.imagegen.DrawChart;
import dev.rigel.tools.imagegen.Erase;
import dev.rigel.tools.imagegen.Gray;
import dev.rigel.tools.imagegen.MakeMontage;
import dev.rigel.tools.imagegen.Mirror;
import dev.rigel.tools.imagegen.Overlaid;
import dev.rigel.tools.imagegen.Pixelate;
import dev.rigel.tools.imagegen.Qr;
import dev.rigel.tools.imagegen.RemoveBackground;
import dev.rigel.tools.imagegen.Straighten;
import dev.rigel.tools.imagegen.Upscale;
import dev.rigel.tools.language.Author;
import dev.rigel.tools.language.Choose;
import dev.rigel.tools.language.Chooser;
import dev.rigel.tools.language.Write;
import dev.rigel.tools.pile.Classify;
import dev.rigel.tools.pile.Split;
import dev.rigel.tools.reading.MediaText;
import dev.rigel.tools.seeing.LookChecks;
import dev.rigel.tools.seeing.SeeingLooker;
import dev.rigel.tools.seeing.Seers;
import dev.rigel.tools.viz.Draw;
import dev.rigel.tools.viz.Mark;
import dev.rigel.tools.viz.NumberRegions;
import dev.rigel.tools.viz.ShowHeat;
import dev.rigel.tools.viz.SideBySide;
import dev.rigel.tools.viz.TintRegions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All tools there are, made from their ports. The pictures that they make for all programs of the
 * process together may take half of the heap.
 */
public final class Toolbox {
  private final Detector detector;
  private final MediaText mediaText;
  private final List<Shelf> shelves;
  private final List<NotConfigured> notConfigured;
  private final Map<String, Tool> byName = new LinkedHashMap<>();
  private final ToolSignature answer = Answer.signature();
  private final PixelAccount madePixels;
  private final Map<String, String> missing;

  public Toolbox(Ports ports) {
    this(ports, new PixelAccount(Runtime.getRuntime().maxMemory() / 2 / Integer.BYTES));
  }

  /**
   * @param madePixels counts the pictures that tools make
   */
  public Toolbox(Ports ports, PixelAccount madePixels) {
    this.madePixels = madePixels;
    missing = ports.remote().missing();
    detector = ports.remote().detector().orElse(ports.detector());
    notConfigured = Endpoints.notConfigured(ports.remote());
    mediaText = new MediaText(ports.textReader());
    shelves = shelves(ports, mediaText);
    shelves.forEach(shelf -> shelf.tools().forEach(this::add));
    notConfigured.forEach(this::add);
  }

  private void add(Tool tool) {
    byName.put(tool.signature().name(), tool);
  }

  private static List<Shelf> shelves(Ports ports, MediaText mediaText) {
    List<Shelf> shelves = new ArrayList<>(builtIn(ports, mediaText));
    List<Tool> remote = Endpoints.configured(ports.remote());
    if (!remote.isEmpty()) {
      shelves.add(new Shelf("by endpoints", remote));
    }
    shelves.addAll(ports.remote().foreign());
    return List.copyOf(shelves);
  }

  private static List<Shelf> builtIn(Ports ports, MediaText mediaText) {
    Author author = new Author(ports.languageModel());
    FieldReading fields = new FieldReading(mediaText, author);
    Segmenter segmenter = ports.remote().segmenter().orElse(ports.segmenter());
    Seers seers = new Seers(ports.eyes());
    Looker looker = ports.remote().looker().orElseGet(() -> looker(ports, seers, mediaText));
    return List.of(
        new Shelf(
            "see (pages are Images too)",
            List.of(
                new Detect(ports, seers),
                new Faces(ports.faceDetector()),
                new People(ports.detector()),
                new PoseTool(ports.poseEstimator()),
                new Hands(ports.handFinder()),
                new Read(mediaText),
                new Barcodes(ports.barcodeReader()),
                new Find(ports.templateFinder()),
                new Segment(ports.detector(), segmenter),
                new MapLabels(),
                new BinaryMask(),
                new Look(looker),
                new Tags(ports.detector(), ports.faceDetector()),
                new Colors(),
                new Quality(),
                new Compare(ports.pictureComparer()),
                new Similar(ports.pictureComparer()),
                new MediaInfo())),
        new Shelf(
            "change pictures",
            List.of(
                new CropRegion(),
                new Half(),
                new Blur(),
                new Pixelate(),
                new Draw(),
                new NumberRegions(),
                new TintRegions(),
                new ShowHeat(),
                new Mark(),
                new Turn(),
                new Mirror(),
                new Scale(),
                new Gray(),
                new Adjust(),
                new Overlaid(),
                new Erase(),
                new Straighten(),
                new Upscale(),
                new RemoveBackground(ports.personSegmenter(), ports.detector(), segmenter),
                new SideBySide(),
                new MakeMontage(),
                new DrawChart(),
                new Qr())),
        new Shelf(
            "compare regions",
            List.of(
                new Area(),
                new Center(),
                new Distance(),
                new Overlap(),
                new Inside(),
                new MakeBox())),
        new Shelf(
            "documents (page numbers start at 1)",
            List.of(
                new Pages(),
                new Page(),
                new Text(mediaText),
                new Tables(mediaText),
                new Layout(mediaText, ports.layoutDetector()),
                new Markdown(mediaText),
                new Search(mediaText),
                new FindText(mediaText),
                new Classify(mediaText, new Chooser(author)),
                new Split(mediaText),
                new Fields(mediaText),
                new Extract(fields),
                new LocateValues(fields),
                new Redact(ports.pdfEditor()),
                new Select(ports.pdfEditor()),
                new Merge(ports.pdfEditor()),
                new ToPdf(ports.pdfEditor()))),
        new Shelf(
            "language",
            List.of(
                new Write(author), new Choose(author), new Numbers(), new Dates(), new Days())));
  }

  private static Looker looker(Ports ports, Seers seers, MediaText mediaText) {
    return new SeeingLooker(
        seers, new LookChecks(ports.detector(), mediaText), new ComposedLooker(ports, mediaText));
  }

  /** The tools that work, in groups. */
  public List<Shelf> shelves() {
    return shelves;
  }

  /** The tools that need an endpoint which is not named. */
  public List<NotConfigured> notConfigured() {
    return notConfigured;
  }

  public Optional<Tool> tool(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** How the tools read media: shared with what proves answers, so that no page is read twice. */
  public MediaText mediaText() {
    return mediaText;
  }

  /** Everything a program may call, also what is not configured and says so when it is called. */
  public Library library() {
    return library(_ -> true);
  }

  /** What a planner may choose from: only what works. */
  public Library offered() {
    return library(tool -> !(tool instanceof NotConfigured));
  }

  /**
   * Checks that there are such toolsets.
   *
   * @throws RigelException naming one that is not there, and why
   */
  public void checkToolsets(Collection<String> toolsets) {
    Set<String> known = new TreeSet<>(Toolset.ALL);
    byName.values().forEach(tool -> known.add(tool.signature().toolset()));
    for (String toolset : toolsets) {
      if (missing.containsKey(toolset)) {
        throw new RigelException(
            ErrorCode.NOT_CONFIGURED,
            missing.get(toolset)
                + " Its tools are there again when it runs and Rigel has been started anew.",
            "toolsets");
      }
      if (!known.contains(toolset)) {
        throw RigelException.invalid(
            "There is no toolset " + toolset + "; there are " + String.join(", ", known) + ".",
            "toolsets");
      }
    }
  }

  /** What a planner may choose from when a request names toolsets; {@code core} is always there. */
  public Library restrictedTo(Collection<String> toolsets) {
    Set<String> wanted = new LinkedHashSet<>(toolsets);
    wanted.add(Toolset.CORE);
    return offered().restrictedTo(wanted);
  }

  private Library library(Predicate<Tool> which) {
    return new Library(
        byName.values().stream().filter(which).map(Tool::signature).toList(),
        answer,
        VisualTypes.all());
  }

  /** Whether a word names something that {@code detect} can find. */
  public boolean knowsObject(String word) {
    return Detect.knows(detector, word);
  }

  /** The kinds of objects that {@code detect} finds for a word; none when it does not know it. */
  public Set<String> objectKinds(String word) {
    return Detect.kinds(detector, word);
  }

  /** The signatures as planners read them. */
  public String signatureText() {
    return signatureText(_ -> true);
  }

  /** The signatures of some tools: those of one kind of work, or those a request restricts to. */
  public String signatureText(Predicate<ToolSignature> which) {
    List<Shelf> kept = new ArrayList<>();
    for (Shelf shelf : shelves) {
      kept.add(
          new Shelf(
              shelf.title(),
              shelf.tools().stream().filter(tool -> which.test(tool.signature())).toList()));
    }
    return ToolPrinter.text(kept, answer, VisualTypes.all());
  }

  /** The documentation page of all tools, in Markdown. */
  public String page() {
    return ToolsPage.of(shelves, notConfigured, answer, VisualTypes.all());
  }

  /** Runs tools for one program. */
  public ToolInvoker invoker(CallContext context) {
    WarnOnce listener = new WarnOnce(context.listener());
    return (signature, arguments, scope) ->
        call(
            signature,
            arguments,
            new CallContext(context.workspace(), scope, listener, context.wordings()));
  }

  private @Nullable Object call(ToolSignature signature, Arguments arguments, CallContext context) {
    Tool tool =
        tool(signature.name())
            .orElseThrow(() -> new IllegalStateException("no tool " + signature.name()));
    signature.parameters().forEach(parameter -> checkWord(parameter, arguments));
    context.scope().check();
    return counted(tool.call(arguments, context));
  }

  /** What a program makes takes memory like what comes in, and its variables hold on to it. */
  private @Nullable Object counted(@Nullable Object result) {
    return switch (result) {
      case Image image -> counted(image);
      case List<?> values when values.stream().anyMatch(Image.class::isInstance) ->
          values.stream().map(v -> v instanceof Image image ? counted(image) : v).toList();
      case null, default -> result;
    };
  }

  private Image counted(Image image) {
    try {
      return madePixels.counted(image);
    } catch (RigelException e) {
      throw new BudgetExhaustedException(
          "pixels", "the memory for pictures that programs make is full");
    }
  }

  /** Words that a program computes are seen only now. */
  private static void checkWord(Parameter parameter, Arguments arguments) {
    if (!parameter.words().isEmpty()
        && arguments.optionalText(parameter.name()).filter(parameter.words()::contains).isEmpty()
        && arguments.has(parameter.name())) {
      throw RigelException.invalid(
          parameter.name()
              + " is one of "
              + String.join(", ", parameter.words())
              + ", not "
              + arguments.text(parameter.name())
              + ".",
          parameter.name());
    }
  }
}
