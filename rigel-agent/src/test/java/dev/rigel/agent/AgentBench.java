package dev.rigel.agent;

import dev.rigel.agent.plan.Planning;
import dev.rigel.agent.port.ArtifactUrls;
import dev.rigel.agent.port.BlobStore;
import dev.rigel.agent.port.FileStore;
import dev.rigel.agent.port.Session;
import dev.rigel.agent.port.SessionStore;
import dev.rigel.agent.port.StoredArtifact;
import dev.rigel.agent.port.StoredFile;
import dev.rigel.agent.port.StoredMessage;
import dev.rigel.agent.port.StoredTurn;
import dev.rigel.agent.port.TurnRecord;
import dev.rigel.agent.recipe.RecipeBook;
import dev.rigel.agent.recipe.RecipeIndex;
import dev.rigel.agent.recipe.Reflexes;
import dev.rigel.agent.skill.ActiveSkill;
import dev.rigel.agent.turn.MediaOpener;
import dev.rigel.agent.turn.SessionMedia;
import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.Hashes;
import dev.rigel.base.RigelException;
import dev.rigel.language.TextEmbedder;
import dev.rigel.media.Box;
import dev.rigel.media.Document;
import dev.rigel.media.Image;
import dev.rigel.media.ImageFormat;
import dev.rigel.media.Mask;
import dev.rigel.media.Media;
import dev.rigel.media.MediaFormat;
import dev.rigel.media.MediaLimits;
import dev.rigel.media.MediaReader;
import dev.rigel.media.PdfEditor;
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
import dev.rigel.protocol.AgentSkill;
import dev.rigel.protocol.ChatCompletion;
import dev.rigel.protocol.ChatCompletionRequest;
import dev.rigel.protocol.ChatMessage;
import dev.rigel.protocol.ContentPart;
import dev.rigel.protocol.Password;
import dev.rigel.protocol.Role;
import dev.rigel.tools.Ports;
import dev.rigel.tools.RemotePorts;
import dev.rigel.tools.Toolbox;
import dev.rigel.tools.seeing.Eyes;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A whole agent on hand-written ports: what is seen is said by the test, what is stored can be
 * read.
 */
public final class AgentBench {
  public static final MediaReader READER =
      new MediaReader(MediaLimits.DEFAULT, new PixelAccount(500_000_000), 2);
  public static final String SESSION = "3b241101-e2bb-4255-8caf-4136c566a962";
  public static final Caller CALLER = new Caller("someone", "http://here.example", false);

  public final ScriptedModel model = new ScriptedModel();
  public final Sessions sessions = new Sessions();
  public final Blobs blobs = new Blobs();
  public final Files files = new Files();
  public final Urls urls = new Urls();
  public final Map<String, ActiveSkill> skills = new HashMap<>();
  public final AtomicInteger readings = new AtomicInteger();
  public final AtomicInteger detections = new AtomicInteger();
  public final List<String> heard = new ArrayList<>();
  public final StringBuilder wrote = new StringBuilder();

  public Prices prices = Prices.FREE;
  public List<Region> objects = List.of();
  public List<Region> faces = List.of();
  public List<Region> text = List.of();
  public List<Region> codes = List.of();

  /** The agent with everything that was prepared. */
  public VisualAgent agent() {
    Toolbox toolbox = toolbox();
    RecipeBook book = RecipeBook.bundled();
    return new VisualAgent(
        new VisualAgent.Parts(
            new Planning(
                toolbox,
                book,
                new RecipeIndex(book, new SharedWords(), toolbox::knowsObject),
                new Reflexes(book, toolbox::knowsObject),
                model),
            model,
            sources(),
            (_, skill, _) -> skills.get(((AgentSkill.ById) skill).id()),
            AgentBench::workspace,
            List.of("faces: finds faces", "redact: removes text from a PDF"),
            prices,
            Clock.fixed(Instant.ofEpochSecond(1_800_000_000), ZoneOffset.UTC),
            "test"));
  }

  public SessionMedia.Sources sources() {
    return new SessionMedia.Sources(new Opener(), blobs, files, urls, sessions);
  }

  public static Workspace workspace() {
    return new Workspace(
        Path.of(System.getProperty("java.io.tmpdir")), new PixelAccount(500_000_000));
  }

  public Toolbox toolbox() {
    return toolbox(RemotePorts.NONE);
  }

  public Toolbox toolbox(RemotePorts remote) {
    TextReader reader =
        (image, scope) -> {
          readings.incrementAndGet();
          return text;
        };
    FaceDetector faceDetector = (image, scope) -> faces;
    BarcodeReader barcodeReader = (image, scope) -> codes;
    PersonSegmenter segmenter = (image, scope) -> new Mask(1, 1, new byte[1]);
    TemplateFinder finder = (image, template, scope) -> List.of();
    return new Toolbox(
        new Ports(
            reader,
            new Objects(),
            faceDetector,
            barcodeReader,
            segmenter,
            finder,
            (image, scope) -> List.of(),
            (image, scope) -> List.of(),
            (image, regions, scope) -> regions,
            (first, second, scope) -> Comparison.UNRELATED,
            (page, scope) -> List.of(),
            model,
            List.of(new Eyes(model)),
            new PdfEditor(READER),
            remote));
  }

  /** Asks the agent; what it tells while it works is kept in {@link #heard} and {@link #wrote}. */
  public ChatCompletion ask(ChatCompletionRequest request) {
    return ask(request, CallScope.unlimited());
  }

  public ChatCompletion ask(ChatCompletionRequest request, CallScope scope) {
    return agent()
        .complete(
            request,
            CALLER,
            new AgentListener() {
              @Override
              public void wrote(String piece) {
                wrote.append(piece);
              }

              @Override
              public void happened(AgentEvent event) {
                heard.add(event.toString());
              }
            },
            scope);
  }

  public ChatCompletion ask(String text, String... media) {
    return ask(request(text, media).build());
  }

  /** One user message in the bench's session: media first. */
  public static ChatCompletionRequest.Builder request(String text, String... media) {
    return ChatCompletionRequest.builder(List.of(message(text, media)))
        .sessionId(Optional.of(SESSION));
  }

  public static ChatMessage message(String text, String... media) {
    List<ContentPart> parts = new ArrayList<>();
    for (String source : media) {
      parts.add(
          source.contains("application/pdf")
              ? new ContentPart.FileUrl(source)
              : new ContentPart.ImageUrl(source));
    }
    parts.add(new ContentPart.Text(text));
    return new ChatMessage(Role.USER, parts);
  }

  public static Image picture(int width, int height, Color color) {
    BufferedImage pixels = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = pixels.createGraphics();
    graphics.setColor(color);
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(Color.BLACK);
    graphics.fillOval(width / 4, height / 4, width / 3, height / 3);
    graphics.dispose();
    return Image.of(pixels);
  }

  public static String png(Image image) {
    return uri("image/png", image.encode(ImageFormat.PNG));
  }

  public static String png(Color color) {
    return png(picture(64, 48, color));
  }

  public static String pdf(Image... pages) {
    return uri(
        "application/pdf",
        new PdfEditor(READER).ofImages(List.of(pages), CallScope.unlimited()).bytes());
  }

  public static String uri(String type, byte[] content) {
    return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(content);
  }

  public static Region region(String label, double x, double y, double width, double height) {
    return new Region("source", new Box(x, y, width, height), label, "", 0.9);
  }

  public static List<Region> lines(String... texts) {
    List<Region> lines = new ArrayList<>();
    for (String line : texts) {
      lines.add(
          new Region(
              "source",
              new Box(0.1, 0.05 + 0.08 * lines.size(), Math.min(0.8, 0.01 * line.length()), 0.04),
              "text",
              line,
              0.9));
    }
    return lines;
  }

  private final class Objects implements Detector {
    @Override
    public Set<String> labels() {
      return Set.of(
          "person",
          "dog",
          "cat",
          "car",
          "truck",
          "bicycle",
          "cup",
          "chair",
          "hot dog",
          "tie",
          "dining table",
          "cell phone",
          "knife",
          "tv",
          "couch");
    }

    @Override
    public List<Region> detect(Image image, CallScope scope) {
      detections.incrementAndGet();
      return objects;
    }
  }

  /** Texts are near when they share words; enough to find a recipe by its own words. */
  public static final class SharedWords implements TextEmbedder {
    @Override
    public float[] embed(String text) {
      float[] vector = new float[512];
      for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
        vector[Math.floorMod(word.hashCode(), vector.length)] += 1;
      }
      double length = 0;
      for (float v : vector) {
        length += v * v;
      }
      for (int i = 0; i < vector.length; i++) {
        vector[i] /= (float) Math.sqrt(Math.max(1, length));
      }
      return vector;
    }

    @Override
    public void close() {}
  }

  /** Reads data URIs; everything else lies nowhere. */
  public static final class Opener implements MediaOpener {
    @Override
    public Opened open(
        String source, boolean localFiles, Optional<Password> password, CallScope scope) {
      if (!source.startsWith("data:")) {
        throw new RigelException(ErrorCode.MEDIA_REFUSED, "Nothing is fetched here: " + source);
      }
      return read(
          Base64.getDecoder().decode(source.substring(source.indexOf(',') + 1)), password, scope);
    }

    @Override
    public Opened read(byte[] content, Optional<Password> password, CallScope scope) {
      MediaFormat format = MediaFormat.of(content);
      Media media = READER.read(content, password.map(Password::text), scope);
      return new Opened(
          media,
          media instanceof Document document ? document.bytes() : content,
          format == MediaFormat.PDF
              ? "application/pdf"
              : format == MediaFormat.PNG ? "image/png" : "image/jpeg");
    }

    @Override
    public long largest() {
      return 1_000_000;
    }

    @Override
    public Media decode(byte[] content, CallScope scope) {
      return READER.read(content, scope);
    }
  }

  /** Sessions in memory, with the store's rule that an artifact's id never changes its content. */
  public static final class Sessions implements SessionStore {
    public final List<TurnRecord> turns = new ArrayList<>();
    private final Map<String, List<StoredMessage>> messages = new HashMap<>();
    private final Map<String, Map<String, StoredArtifact>> artifacts = new HashMap<>();

    @Override
    public Optional<Session> session(String tenant, String id) {
      return Optional.ofNullable(messages.get(tenant + id))
          .map(all -> new Session(tenant, id, Instant.EPOCH, Instant.EPOCH, all));
    }

    @Override
    public boolean commit(TurnRecord turn) {
      if (turn(turn.tenant(), turn.completion()).isPresent()) {
        return false;
      }
      String key = turn.tenant() + turn.session();
      List<StoredMessage> all = messages.computeIfAbsent(key, _ -> new ArrayList<>());
      if (turn.replaceHistory()) {
        all.clear();
      }
      all.addAll(turn.messages());
      for (StoredArtifact artifact : turn.artifacts()) {
        StoredArtifact before =
            artifacts
                .computeIfAbsent(key, _ -> new LinkedHashMap<>())
                .putIfAbsent(artifact.objectId(), artifact);
        if (before != null && !before.blob().equals(artifact.blob())) {
          throw new IllegalStateException(
              artifact.objectId() + " already stands for other content");
        }
      }
      turns.add(turn);
      return true;
    }

    @Override
    public Optional<StoredTurn> turn(String tenant, String completion) {
      return turns.stream()
          .filter(turn -> turn.tenant().equals(tenant) && turn.completion().equals(completion))
          .map(Sessions::stored)
          .findFirst();
    }

    @Override
    public Optional<Repeated> repeated(String tenant, String idempotencyKey) {
      return turns.stream()
          .filter(turn -> turn.tenant().equals(tenant))
          .filter(
              turn -> turn.idempotency().filter(i -> i.key().equals(idempotencyKey)).isPresent())
          .map(turn -> new Repeated(turn.idempotency().orElseThrow(), stored(turn)))
          .findFirst();
    }

    private static StoredTurn stored(TurnRecord turn) {
      return new StoredTurn(
          turn.tenant(),
          turn.session(),
          turn.completion(),
          turn.at(),
          turn.program(),
          turn.trace(),
          turn.answer(),
          turn.usage());
    }

    @Override
    public List<Summary> sessions(String tenant, int skip, int limit) {
      return messages.keySet().stream()
          .filter(key -> key.startsWith(tenant))
          .map(key -> key.substring(tenant.length()))
          .skip(skip)
          .limit(limit)
          .map(id ->
              new Summary(
                  id,
                  Instant.EPOCH,
                  Instant.EPOCH,
                  messages.get(tenant + id).size(),
                  artifacts(tenant, id).size()))
          .toList();
    }

    @Override
    public boolean delete(String tenant, String session) {
      artifacts.remove(tenant + session);
      turns.removeIf(turn -> turn.tenant().equals(tenant) && turn.session().equals(session));
      return messages.remove(tenant + session) != null;
    }

    @Override
    public int expire(Instant before) {
      return 0;
    }

    @Override
    public double creditsSince(String tenant, Instant since) {
      return turns.stream()
          .filter(turn -> turn.tenant().equals(tenant) && !turn.at().isBefore(since))
          .mapToDouble(turn -> turn.usage().credits())
          .sum();
    }

    /** An artifact as an earlier turn would have left it. */
    public void keep(String tenant, String session, StoredArtifact artifact) {
      messages.computeIfAbsent(tenant + session, _ -> new ArrayList<>());
      artifacts
          .computeIfAbsent(tenant + session, _ -> new LinkedHashMap<>())
          .put(artifact.objectId(), artifact);
    }

    @Override
    public Optional<StoredArtifact> artifact(String tenant, String session, String objectId) {
      return Optional.ofNullable(artifacts.getOrDefault(tenant + session, Map.of()).get(objectId));
    }

    @Override
    public List<StoredArtifact> artifacts(String tenant, String session) {
      return List.copyOf(artifacts.getOrDefault(tenant + session, Map.of()).values());
    }
  }

  public static final class Blobs implements BlobStore {
    public final Map<String, byte[]> content = new HashMap<>();

    @Override
    public String put(byte[] bytes) {
      String key = Hashes.sha256(bytes);
      content.put(key, bytes);
      return key;
    }

    @Override
    public Optional<InputStream> open(String key) {
      return Optional.ofNullable(content.get(key)).map(ByteArrayInputStream::new);
    }
  }

  /** Uploaded files in memory. */
  public static final class Files implements FileStore {
    private final List<StoredFile> all = new ArrayList<>();

    @Override
    public void add(StoredFile file) {
      all.add(file);
    }

    @Override
    public Optional<StoredFile> file(String tenant, String id) {
      return all.stream().filter(f -> f.tenant().equals(tenant) && f.id().equals(id)).findFirst();
    }

    @Override
    public Optional<StoredFile> byMd5(String tenant, String md5) {
      return all.stream()
          .filter(f -> f.tenant().equals(tenant) && f.md5().equals(Optional.of(md5)))
          .findFirst();
    }

    @Override
    public List<StoredFile> files(String tenant, int skip, int limit) {
      return all.stream().filter(f -> f.tenant().equals(tenant)).skip(skip).limit(limit).toList();
    }

    @Override
    public boolean complete(
        String tenant, String id, String blob, long size, String md5, String mediaType) {
      throw new UnsupportedOperationException("the agent uploads nothing");
    }

    @Override
    public boolean share(String tenant, String id, boolean shared) {
      throw new UnsupportedOperationException("the agent shares nothing");
    }

    @Override
    public Optional<StoredFile> delete(String tenant, String id) {
      Optional<StoredFile> file = file(tenant, id);
      file.ifPresent(all::remove);
      return file;
    }
  }

  /** URLs that hold their target in clear. */
  public static final class Urls implements ArtifactUrls {
    @Override
    public String create(String origin, Target target, String extension) {
      return "%s/v1/signed/%s/%s/%s.%s"
          .formatted(origin, target.tenant(), target.session(), target.objectId(), extension);
    }

    @Override
    public Optional<Target> resolve(String url) {
      String[] parts = url.split("/v1/signed/", -1);
      if (parts.length != 2) {
        return Optional.empty();
      }
      String[] target = parts[1].replaceFirst("\\.\\w+$", "").split("/", -1);
      return Optional.of(new Target(target[0], target[1], target[2]));
    }
  }
}
