package dev.rigel.agent.turn;

import static java.util.Objects.requireNonNull;

import dev.rigel.agent.Caller;
import dev.rigel.agent.answer.MediaNames;
import dev.rigel.agent.port.ArtifactUrls;
import dev.rigel.agent.port.BlobStore;
import dev.rigel.agent.port.FileStore;
import dev.rigel.agent.port.SessionStore;
import dev.rigel.agent.port.StoredArtifact;
import dev.rigel.agent.port.StoredFile;
import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Document;
import dev.rigel.media.Image;
import dev.rigel.media.ImageFormat;
import dev.rigel.media.Media;
import dev.rigel.media.MediaFormat;
import dev.rigel.media.Workspace;
import dev.rigel.protocol.Password;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The media of one session while a turn runs: brings them in, finds kept ones again, names them for
 * the client, and gives what is to be stored. A medium is what its stored bytes are: the same bytes
 * have the same reference in all turns of a session, and a reference never stands for others.
 */
public final class SessionMedia implements MediaNames {
  private static final Set<String> SERVED = Set.of("image/jpeg", "image/png", "application/pdf");

  /** Where media come from and where they are kept. */
  public record Sources(
      MediaOpener opener,
      BlobStore blobs,
      FileStore files,
      ArtifactUrls urls,
      SessionStore sessions) {
    public Sources {
      requireNonNull(opener, "opener");
      requireNonNull(blobs, "blobs");
      requireNonNull(files, "files");
      requireNonNull(urls, "urls");
      requireNonNull(sessions, "sessions");
    }
  }

  private record Encoded(String mediaType, byte[] content) {}

  private final Workspace workspace;
  private final Sources sources;
  private final Caller caller;
  private final String session;
  private final Map<String, StoredArtifact> kept = new LinkedHashMap<>();
  private final Map<String, StoredArtifact> fresh = new LinkedHashMap<>();
  private final Map<Media, String> named = new IdentityHashMap<>();
  private final List<String> warnings = new ArrayList<>();

  /**
   * @param kept what the session has from earlier turns
   */
  public SessionMedia(
      Workspace workspace,
      Sources sources,
      Caller caller,
      String session,
      List<StoredArtifact> kept) {
    this.workspace = workspace;
    this.sources = sources;
    this.caller = caller;
    this.session = session;
    kept.forEach(artifact -> this.kept.put(artifact.objectId(), artifact));
  }

  /** Opens a medium of the request and keeps its bytes; gives its reference. */
  public String bringIn(String source, CallScope scope) {
    return bringIn(source, Optional.empty(), Optional.empty(), scope);
  }

  /**
   * @param filename what the client calls it
   * @param password opens an encrypted document; what the session keeps is no longer encrypted
   */
  public String bringIn(
      String source, Optional<String> filename, Optional<Password> password, CallScope scope) {
    Optional<ArtifactUrls.Target> own = sources.urls().resolve(source);
    if (own.isPresent()) {
      return bringInOwn(own.get(), scope);
    }
    MediaOpener.Opened opened = sources.opener().open(source, caller.localFiles(), password, scope);
    return taken(opened, filename.or(() -> WordsBeside.nameIn(source)), filename, scope);
  }

  /**
   * Takes a medium in that a client sent.
   *
   * @param name under which it came
   * @param filename under which it is kept
   */
  private String taken(
      MediaOpener.Opened opened,
      Optional<String> name,
      Optional<String> filename,
      CallScope scope) {
    String reference = take(opened.media(), sent(opened), filename, false, scope);
    warnings.addAll(WordsBeside.warnings(reference, opened.media(), opened.content(), name, scope));
    return reference;
  }

  /** What people should know of the media that were brought in. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /**
   * Opens an uploaded file.
   *
   * @param password opens an encrypted document
   * @throws RigelException {@code not_found} when the caller has no such file
   */
  public String bringInFile(String id, Optional<Password> password, CallScope scope) {
    StoredFile file =
        sources
            .files()
            .file(caller.tenant(), id)
            .orElseThrow(() ->
                new RigelException(
                    ErrorCode.NOT_FOUND, "There is no file \"" + id + "\"; upload it first."));
    String blob =
        file.blob()
            .orElseThrow(() ->
                new RigelException(
                    ErrorCode.NOT_FOUND, "The file \"" + id + "\" was announced, not uploaded."));
    MediaFormat.Kind kind = kind(file.mediaType());
    if (kind != MediaFormat.Kind.OTHER) {
      throw notYet(kind);
    }
    if (file.size() > sources.opener().largest()) {
      throw new RigelException(
          ErrorCode.TOO_LARGE,
          "The file \"%s\" is larger than %,d bytes, the most that one medium may have."
              .formatted(id, sources.opener().largest()));
    }
    MediaOpener.Opened opened =
        sources.opener().read(content(blob, "the file " + id), password, scope);
    Optional<String> name = Optional.of(file.filename());
    return taken(opened, name, name, scope);
  }

  private static MediaFormat.Kind kind(String mediaType) {
    return mediaType.startsWith("video/")
        ? MediaFormat.Kind.VIDEO
        : mediaType.startsWith("audio/") ? MediaFormat.Kind.AUDIO : MediaFormat.Kind.OTHER;
  }

  /** What this version does not open, naming what it lacks. */
  static RigelException notYet(MediaFormat.Kind kind) {
    return new RigelException(
        ErrorCode.NOT_IMPLEMENTED,
        (kind == MediaFormat.Kind.VIDEO ? "Video" : "Audio")
            + " is not available in this version: it has no tool \"transcribe\" yet. Send pictures"
            + " or PDF documents.");
  }

  /** What is kept of a medium that came in: its own bytes, where clients can be given them. */
  private static Encoded sent(MediaOpener.Opened opened) {
    return SERVED.contains(opened.mediaType())
        ? new Encoded(opened.mediaType(), opened.content())
        : encoded(opened.media());
  }

  /** One of our own URLs: the artifact behind it is read inside, never fetched. */
  private String bringInOwn(ArtifactUrls.Target target, CallScope scope) {
    StoredArtifact artifact =
        sources
            .sessions()
            .artifact(target.tenant(), target.session(), target.objectId())
            .orElseThrow(() ->
                new RigelException(
                    ErrorCode.NOT_FOUND,
                    "The artifact " + target.objectId() + " behind this URL does not exist."));
    byte[] content = content(artifact);
    return take(
        sources.opener().decode(content, scope),
        new Encoded(artifact.mediaType(), content),
        artifact.filename(),
        false,
        scope);
  }

  /** The medium under a reference of this session. */
  public Optional<Media> find(String reference, CallScope scope) {
    Optional<Media> open = workspace.get(reference);
    if (open.isPresent()) {
      return open;
    }
    StoredArtifact artifact = kept.get(reference);
    if (artifact == null) {
      return Optional.empty();
    }
    Media media = sources.opener().decode(content(artifact), scope);
    workspace.restore(reference, media);
    named.put(media, reference);
    return Optional.of(media);
  }

  /** Whether the session has, or this turn brought in, a medium of this reference. */
  public boolean knows(String reference) {
    return kept.containsKey(reference) || fresh.containsKey(reference);
  }

  private byte[] content(StoredArtifact artifact) {
    return content(artifact.blob(), artifact.objectId());
  }

  private byte[] content(String blob, String name) {
    try (InputStream in =
        sources
            .blobs()
            .open(blob)
            .orElseThrow(() ->
                new RigelException(
                    ErrorCode.NOT_FOUND, "The content of " + name + " is gone; send it again."))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String reference(Media media) {
    String known = named.get(media);
    return known != null
        ? known
        : take(media, encoded(media), Optional.empty(), true, CallScope.unlimited());
  }

  @Override
  public String url(Media media) {
    String reference = reference(media);
    StoredArtifact artifact = requireNonNull(fresh.getOrDefault(reference, kept.get(reference)));
    return sources
        .urls()
        .create(
            caller.origin(),
            new ArtifactUrls.Target(caller.tenant(), session, reference),
            extension(artifact));
  }

  private static String extension(StoredArtifact artifact) {
    return switch (artifact.mediaType()) {
      case "image/png" -> "png";
      case "image/jpeg" -> "jpg";
      default -> "pdf";
    };
  }

  /**
   * What this turn brought in or made and the session has not kept yet. Its bytes are durable
   * already.
   */
  public List<StoredArtifact> fresh() {
    return new ArrayList<>(fresh.values());
  }

  private String take(
      Media media, Encoded encoded, Optional<String> filename, boolean produced, CallScope scope) {
    String blob = sources.blobs().put(encoded.content());
    String reference = under(blob).orElse("");
    if (reference.isEmpty()) {
      occupy(media, scope);
      reference = workspace.add(media);
      fresh.put(
          reference,
          new StoredArtifact(
              reference, encoded.mediaType(), filename, blob, encoded.content().length, produced));
    } else if (workspace.get(reference).isEmpty()) {
      workspace.restore(reference, media);
    }
    named.put(media, reference);
    return reference;
  }

  private Optional<String> under(String blob) {
    return Stream.concat(kept.values().stream(), fresh.values().stream())
        .filter(artifact -> artifact.blob().equals(blob))
        .map(StoredArtifact::objectId)
        .findFirst();
  }

  /** Opens a kept medium whose reference this one would get by chance, so that it gets another. */
  private void occupy(Media media, CallScope scope) {
    String digits = media.contentHash().substring(0, 6);
    for (String reference : List.copyOf(kept.keySet())) {
      if (reference.endsWith("_" + digits)) {
        find(reference, scope);
      }
    }
  }

  private static Encoded encoded(Media media) {
    return switch (media) {
      case Image image -> {
        ImageFormat format =
            image.hasAlpha() || image.isLabelMap() || isSmall(image)
                ? ImageFormat.PNG
                : ImageFormat.JPEG;
        yield new Encoded(format.mediaType(), image.encode(format));
      }
      case Document document -> new Encoded("application/pdf", document.bytes());
    };
  }

  /** Pictures up to two megapixels stay exact. */
  private static boolean isSmall(Image image) {
    return (long) image.width() * image.height() <= 2_000_000;
  }
}
