package dev.rigel.server;

import dev.rigel.agent.Agent;
import dev.rigel.agent.VisualAgent;
import dev.rigel.agent.execution.MediaTools;
import dev.rigel.agent.hub.Domain;
import dev.rigel.agent.hub.Hub;
import dev.rigel.agent.plan.Planning;
import dev.rigel.agent.prediction.ToolboxPageReader;
import dev.rigel.agent.program.ProgramRuns;
import dev.rigel.agent.program.Programs;
import dev.rigel.agent.recipe.RecipeBook;
import dev.rigel.agent.recipe.RecipeIndex;
import dev.rigel.agent.recipe.Reflexes;
import dev.rigel.agent.skill.Skills;
import dev.rigel.agent.turn.SessionMedia;
import dev.rigel.base.CallScope;
import dev.rigel.base.Lane;
import dev.rigel.base.RigelException;
import dev.rigel.language.LanguageModel;
import dev.rigel.language.TextEmbedder;
import dev.rigel.language.embedded.EmbeddedLanguageModel;
import dev.rigel.language.embedded.EmbeddedSettings;
import dev.rigel.media.MediaLimits;
import dev.rigel.media.MediaReader;
import dev.rigel.media.PdfEditor;
import dev.rigel.media.PixelAccount;
import dev.rigel.media.Workspace;
import dev.rigel.media.fetch.FetchSettings;
import dev.rigel.media.fetch.SafeFetcher;
import dev.rigel.media.ffmpeg.FfmpegFinder;
import dev.rigel.media.libreoffice.LibreOffice;
import dev.rigel.media.libreoffice.LibreOfficeFinder;
import dev.rigel.media.office.OfficePrinter;
import dev.rigel.perception.bodies.MediaPipeHandFinder;
import dev.rigel.perception.bodies.MoveNetPoseEstimator;
import dev.rigel.perception.codes.ZxingBarcodeReader;
import dev.rigel.perception.comparison.RegisteringComparer;
import dev.rigel.perception.faces.BlazeFaceDetector;
import dev.rigel.perception.layout.PicoDetLayoutDetector;
import dev.rigel.perception.network.NativeLibraries;
import dev.rigel.perception.network.Networks;
import dev.rigel.perception.objects.CocoDetector;
import dev.rigel.perception.outlines.GrabCutSegmenter;
import dev.rigel.perception.persons.SelfieSegmenter;
import dev.rigel.perception.templates.CorrelationTemplateFinder;
import dev.rigel.perception.text.PaddleTextReader;
import dev.rigel.protocol.ModelList;
import dev.rigel.server.settings.RigelSettings;
import dev.rigel.server.signed.FileUrls;
import dev.rigel.store.Store;
import dev.rigel.tools.Ports;
import dev.rigel.tools.RemotePorts;
import dev.rigel.tools.Toolbox;
import dev.rigel.tools.mcp.McpServerSettings;
import dev.rigel.tools.mcp.McpSources;
import dev.rigel.tools.remote.JsonEndpoint;
import dev.rigel.tools.remote.RemoteDetector;
import dev.rigel.tools.remote.RemoteGenerator;
import dev.rigel.tools.remote.RemoteLooker;
import dev.rigel.tools.remote.RemoteSearcher;
import dev.rigel.tools.remote.RemoteSegmenter;
import dev.rigel.weights.Catalogue;
import dev.rigel.weights.PullListener;
import dev.rigel.weights.PullingModelFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts everything together from a configuration: the one place that knows every room. Nothing heavy
 * is loaded here: networks, the embedding model and the language model come when they are first
 * needed.
 */
public final class Rigel implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rigel.class);

  private final RigelSettings settings;
  private final PullingModelFiles modelFiles;
  private final LanguageModels models;
  private final Toolbox toolbox;
  private final Planning planning;
  private final RecipeIndex recipeIndex;
  private final MediaReader mediaReader;
  private final SafeFetcher fetcher;
  private final PixelAccount pixels;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  public Rigel(RigelSettings settings, Map<String, String> environment, PullListener pulls) {
    this.settings = settings;
    Path cache = settings.folders().cache();
    // PDFBox would write its list of the system's fonts into the home folder.
    System.setProperty("pdfbox.fontcache", cache.toString());
    this.modelFiles =
        closing(
            new PullingModelFiles(
                Catalogue.standard(), cache.resolve("models"), environment, pulls));
    this.pixels = PixelAccount.ofHeap();
    MediaLimits limits =
        MediaLimits.DEFAULT
            .withBytesPerMedium(settings.mediaLimits().mediumBytes())
            .withPixelsPerImage(settings.mediaLimits().imagePixels())
            .withPagesPerDocument(settings.mediaLimits().documentPages());
    int cores = Runtime.getRuntime().availableProcessors();
    this.mediaReader =
        closing(
            new MediaReader(
                limits,
                pixels,
                cores,
                new FfmpegFinder(
                    settings.ffmpeg(),
                    environment.getOrDefault("PATH", ""),
                    scope -> modelFiles.path("ffmpeg", scope)),
                printer(settings, environment, limits.bytesPerMedium(), cores)));
    this.fetcher =
        closing(
            new SafeFetcher(FetchSettings.DEFAULT.withAllow(Set.copyOf(settings.fetchAllow()))));
    Path nativeFolder = cache.resolve("native");
    Lane lane = closing(new Lane("vision", 1, 256));
    Networks networks = closing(new Networks(modelFiles, lane, cores, nativeFolder));
    this.models = closing(new LanguageModels(settings, modelFiles));
    McpSources mcp = closing(new McpSources(mcpServers(settings), mediaReader));
    CocoDetector detector = new CocoDetector(networks);
    SelfieSegmenter people = new SelfieSegmenter(networks);
    this.toolbox =
        new Toolbox(
            new Ports(
                new PaddleTextReader(networks),
                detector,
                new BlazeFaceDetector(networks),
                new ZxingBarcodeReader(networks),
                people,
                new CorrelationTemplateFinder(networks),
                new MoveNetPoseEstimator(networks, detector),
                new MediaPipeHandFinder(networks),
                new GrabCutSegmenter(networks, people),
                new RegisteringComparer(networks),
                new PicoDetLayoutDetector(networks),
                models.writer(),
                models.eyes(),
                new PdfEditor(mediaReader),
                remote(settings.endpoints(), mediaReader)
                    .withForeign(mcp.shelves(), mcp.missing())));
    TextEmbedder embedder =
        closing(new LateEmbedder(new NativeLibraries(nativeFolder), nativeFolder));
    RecipeBook book = RecipeBook.bundled();
    this.recipeIndex = new RecipeIndex(book, embedder, toolbox::knowsObject);
    this.planning =
        new Planning(
            toolbox, book, recipeIndex, new Reflexes(book, toolbox::knowsObject), models.planner());
  }

  private static OfficePrinter printer(
      RigelSettings settings, Map<String, String> environment, long mostBytes, int cores) {
    return settings.libreOffice().wanted()
        ? new LibreOffice(
            new LibreOfficeFinder(
                settings.libreOffice().program(), environment.getOrDefault("PATH", "")),
            settings.folders().data().resolve("tmp").resolve("office"),
            LibreOffice.Limits.of(mostBytes, cores))
        : OfficePrinter.none();
  }

  private static RemotePorts remote(
      Map<RigelSettings.Port, RigelSettings.Endpoint> endpoints, MediaReader reader) {
    RemotePorts ports = RemotePorts.NONE;
    for (Map.Entry<RigelSettings.Port, RigelSettings.Endpoint> entry : endpoints.entrySet()) {
      RigelSettings.Endpoint named = entry.getValue();
      JsonEndpoint there =
          new JsonEndpoint(entry.getKey().setting().key(), named.address(), named.key());
      ports =
          switch (entry.getKey()) {
            case DETECTOR -> ports.withDetector(new RemoteDetector(there));
            case SEGMENTER -> ports.withSegmenter(new RemoteSegmenter(there, reader));
            case LOOKER -> ports.withLooker(new RemoteLooker(there));
            case GENERATOR -> ports.withGenerator(new RemoteGenerator(there, reader));
            case SEARCHER -> ports.withSearcher(new RemoteSearcher(there));
          };
    }
    return ports;
  }

  private static List<McpServerSettings> mcpServers(RigelSettings settings) {
    return settings.mcpServers().stream()
        .map(server ->
            new McpServerSettings(
                server.name(),
                server
                    .url()
                    .<McpServerSettings.Place>map(
                        url -> new McpServerSettings.Address(url, server.headers()))
                    .orElseGet(() ->
                        new McpServerSettings.Command(server.command(), server.environment())),
                server.tools(),
                server.time()))
        .toList();
  }

  /** What works over a store, which stays the caller's to close. */
  public Services services(Store store, SignedUrls urls) {
    SessionMedia.Sources sources = sources(store, urls);
    Hub hub = Hub.bundled();
    return new Services(
        agent(sources, ExecutionServices.skills(store)),
        new ProgramRuns(
            new ProgramRuns.Parts(
                programs(), sources, this::workspace, settings.prices(), Clock.systemUTC())),
        new MediaTools(
            sources.opener(),
            new PdfEditor(mediaReader),
            new ToolboxPageReader(toolbox.mediaText(), this::workspace)),
        domain -> hub.domain(domain).map(Domain::schema),
        this::served);
  }

  /** Asked for with each list: what an endpoint's model can do is found out after the start. */
  private ModelList served() {
    LanguageModel.Capabilities bare = models.writer().capabilities();
    List<String> abilities = new ArrayList<>();
    if (bare.jsonSchema()) {
      abilities.add("json_schema");
    }
    if (bare.grammars()) {
      abilities.add("grammar");
    }
    if (bare.logProbabilities()) {
      abilities.add("log_probabilities");
    }
    return ServedModels.of(bare.contextLength(), abilities, bare.tokenConstraints());
  }

  private SessionMedia.Sources sources(Store store, SignedUrls urls) {
    OwnFiles own = new OwnFiles(new FileUrls(urls.tokens()), store.files(), store.blobs());
    return new SessionMedia.Sources(
        new MediaGate(mediaReader, fetcher, own),
        store.blobs(),
        store.files(),
        urls,
        store.sessions());
  }

  private Agent agent(SessionMedia.Sources sources, Skills skills) {
    return new VisualAgent(
        new VisualAgent.Parts(
            planning,
            models.writer(),
            sources,
            skills,
            this::workspace,
            abilities(toolbox),
            settings.prices(),
            Clock.systemUTC(),
            Version.FINGERPRINT));
  }

  /** The agent alone, over a store, which stays the caller's to close. */
  public Agent agent(Store store, SignedUrls urls) {
    return agent(sources(store, urls), ExecutionServices.skills(store));
  }

  private Workspace workspace() {
    return new Workspace(settings.folders().data().resolve("tmp"), pixels);
  }

  /** Checks and runs programs that somebody wrote. */
  public Programs programs() {
    return new Programs(toolbox);
  }

  /** One line a group of tools: short, because it stands in a prompt. */
  private static List<String> abilities(Toolbox toolbox) {
    return toolbox.shelves().stream()
        .map(shelf ->
            shelf.title()
                + ": "
                + shelf.tools().stream()
                    .map(tool -> tool.signature().name().replace('_', ' '))
                    .collect(Collectors.joining(", ")))
        .toList();
  }

  public Toolbox toolbox() {
    return toolbox;
  }

  public Planning planning() {
    return planning;
  }

  public LanguageModel languageModel() {
    return models.writer();
  }

  public MediaReader mediaReader() {
    return mediaReader;
  }

  public SafeFetcher fetcher() {
    return fetcher;
  }

  public PixelAccount pixels() {
    return pixels;
  }

  public PullingModelFiles modelFiles() {
    return modelFiles;
  }

  /**
   * Pulls what is missing, computes the state of the planner's fixed prompt if it is not kept yet
   * and asks endpoints what their models can do, so that the first request finds everything ready.
   * For a server's background; failures are logged, requests will report them again.
   */
  public void prepare(CallScope scope) {
    try {
      for (String name : NEEDED) {
        modelFiles.path(name, scope);
      }
      if (models.usesEmbedded()) {
        modelFiles.path(EmbeddedSettings.librariesFor(settings.languageVariant()), scope);
        modelFiles.path("language-model", scope);
      }
      if (models.planner() instanceof EmbeddedLanguageModel embedded) {
        embedded.prepare(planning.fixedPrompt()).join();
      }
      models.endpoints().values().forEach(model -> model.probed(scope));
    } catch (RigelException e) {
      LOG.warn("preparing the models: {}", e.getMessage());
    } catch (java.util.concurrent.CompletionException e) {
      LOG.warn("preparing the language model: {}", String.valueOf(e.getCause()));
    }
  }

  private static final List<String> NEEDED =
      List.of(
          "text-detection",
          "text-recognition",
          "text-latin",
          "objects-centernet",
          "objects-nanodet",
          "faces-back",
          "faces-front",
          "person-mask");

  private <T extends AutoCloseable> T closing(T part) {
    open.push(part);
    return part;
  }

  /** Closes everything that was opened, the last first. */
  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        LOG.warn("closing: {}", e.toString());
      }
    }
  }
}
