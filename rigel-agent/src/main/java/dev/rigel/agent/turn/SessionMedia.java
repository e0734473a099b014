package dev.rigel.agent.turn;

import static java.util.Objects.requireNonNull;

import dev.rigel.agent.Caller;
import dev.rigel.agent.answer.MediaNames;
import dev.rigel.agent.port.ArtifactUrls;
import dev.rigel.agent.port.BlobStore;
import dev.rigel.agent.port.SessionStore;
import dev.rigel.agent.port.StoredArtifact;
import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Document;
import dev.rigel.media.Image;
import dev.rigel.media.ImageFormat;
import dev.rigel.media.Media;
import dev.rigel.media.Workspace;
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

  private record Encoded(String mediaType, byte[] content) {}

  private final Workspace workspace;
  private final MediaOpener opener;
  private final BlobStore blobs;
  private final ArtifactUrls urls;
  private final SessionStore sessions;
  private final Caller caller;
  private final String session;
  private final Map<String, StoredArtifact> kept = new LinkedHashMap<>();
  private final Map<String, StoredArtifact> fresh = new LinkedHashMap<>();
  private final Map<Media, String> named = new IdentityHashMap<>();

  public SessionMedia(
      Workspace workspace,
      MediaOpener opener,
      BlobStore blobs,
      ArtifactUrls urls,
      SessionStore sessions,
      Caller caller,
      String session,
      List<StoredArtifact> kept) {
    this.workspace = workspace;
    this.opener = opener;
    this.blobs = blobs;
    this.urls = urls;
    this.sessions = sessions;
    this.caller = caller;
    this.session = session;
    kept.forEach(artifact -> this.kept.put(artifact.objectId(), artifact));
  }

  /** Opens a medium of the request and keeps its bytes; gives its reference. */
  public String bringIn(String source, CallScope scope) {
    Optional<ArtifactUrls.Target> own = urls.resolve(source);
    if (own.isPresent()) {
      return bringInOwn(own.get(), scope);
    }
    MediaOpener.Opened opened = opener.open(source, caller.localFiles(), scope);
    Encoded encoded =
        SERVED.contains(opened.mediaType())
            ? new Encoded(opened.mediaType(), opened.content())
            : encoded(opened.media());
    return take(opened.media(), encoded, false, scope);
  }

  /** One of our own URLs: the artifact behind it is read inside, never fetched. */
  private String bringInOwn(ArtifactUrls.Target target, CallScope scope) {
    StoredArtifact artifact =
        sessions
            .artifact(target.tenant(), target.session(), target.objectId())
            .orElseThrow(() ->
                new RigelException(
                    ErrorCode.NOT_FOUND,
                    "The artifact " + target.objectId() + " behind this URL does not exist."));
    byte[] content = content(artifact);
    return take(
        opener.decode(content, scope), new Encoded(artifact.mediaType(), content), false, scope);
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
    Media media = opener.decode(content(artifact), scope);
    workspace.restore(reference, media);
    named.put(media, reference);
    return Optional.of(media);
  }

  /** Whether the session has, or this turn brought in, a medium of this reference. */
  public boolean knows(String reference) {
    return kept.containsKey(reference) || fresh.containsKey(reference);
  }

  private byte[] content(StoredArtifact artifact) {
    try (InputStream in =
        blobs
            .open(artifact.blob())
            .orElseThrow(() ->
                new RigelException(
                    ErrorCode.NOT_FOUND,
                    "The content of " + artifact.objectId() + " is gone; send it again."))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String reference(Media media) {
    String known = named.get(media);
    return known != null ? known : take(media, encoded(media), true, CallScope.unlimited());
  }

  @Override
  public String url(Media media) {
    String reference = reference(media);
    StoredArtifact artifact = requireNonNull(fresh.getOrDefault(reference, kept.get(reference)));
    return urls.create(
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

  private String take(Media media, Encoded encoded, boolean produced, CallScope scope) {
    String blob = blobs.put(encoded.content());
    String reference = under(blob).orElse("");
    if (reference.isEmpty()) {
      occupy(media, scope);
      reference = workspace.add(media);
      fresh.put(
          reference,
          new StoredArtifact(
              reference,
              encoded.mediaType(),
              Optional.empty(),
              blob,
              encoded.content().length,
              produced));
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
            image.hasAlpha() || isSmall(image) ? ImageFormat.PNG : ImageFormat.JPEG;
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
