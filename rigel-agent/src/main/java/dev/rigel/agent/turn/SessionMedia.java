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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The media of one session while a turn runs: brings them in, finds kept ones again, names them for
 * the client, and gives what is to be stored. Each medium is opened once.
 */
public final class SessionMedia implements MediaNames {
  private static final Set<String> SERVED = Set.of("image/jpeg", "image/png", "application/pdf");

  private final Workspace workspace;
  private final MediaOpener opener;
  private final BlobStore blobs;
  private final ArtifactUrls urls;
  private final SessionStore sessions;
  private final Caller caller;
  private final String session;
  private final Map<String, StoredArtifact> kept = new LinkedHashMap<>();
  private final Map<String, StoredArtifact> fresh = new LinkedHashMap<>();

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
    String reference = workspace.add(opened.media());
    if (SERVED.contains(opened.mediaType())) {
      keep(reference, opened.mediaType(), opened.content(), false);
    } else {
      keep(reference, opened.media(), false);
    }
    return reference;
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
    String reference = workspace.add(opener.decode(content, scope));
    keep(reference, artifact.mediaType(), content, false);
    return reference;
  }

  private static String extension(StoredArtifact artifact) {
    return switch (artifact.mediaType()) {
      case "image/png" -> "png";
      case "image/jpeg" -> "jpg";
      default -> "pdf";
    };
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
    return Optional.of(media);
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
    String reference = workspace.add(media);
    if (!kept.containsKey(reference) && !fresh.containsKey(reference)) {
      keep(reference, media, true);
    }
    return reference;
  }

  @Override
  public String url(Media media) {
    String reference = reference(media);
    StoredArtifact artifact =
        fresh.containsKey(reference) ? fresh.get(reference) : kept.get(reference);
    return urls.create(
        caller.origin(),
        new ArtifactUrls.Target(caller.tenant(), session, reference),
        extension(requireNonNull(artifact)));
  }

  /**
   * What this turn brought in or made and the session has not kept yet. Its bytes are durable
   * already.
   */
  public List<StoredArtifact> fresh() {
    return new ArrayList<>(fresh.values());
  }

  private void keep(String reference, Media media, boolean produced) {
    switch (media) {
      case Image image -> {
        ImageFormat format =
            image.hasAlpha() || isSmall(image) ? ImageFormat.PNG : ImageFormat.JPEG;
        keep(reference, format.mediaType(), image.encode(format), produced);
      }
      case Document document -> keep(reference, "application/pdf", document.bytes(), produced);
    }
  }

  /** Pictures up to two megapixels stay exact. */
  private static boolean isSmall(Image image) {
    return (long) image.width() * image.height() <= 2_000_000;
  }

  private void keep(String reference, String mediaType, byte[] content, boolean produced) {
    if (kept.containsKey(reference)) {
      return;
    }
    fresh.computeIfAbsent(
        reference,
        r ->
            new StoredArtifact(
                r, mediaType, Optional.empty(), blobs.put(content), content.length, produced));
  }
}
