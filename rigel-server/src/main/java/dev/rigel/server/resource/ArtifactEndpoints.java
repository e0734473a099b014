package dev.rigel.server;

import dev.rigel.agent.port.ArtifactUrls;
import dev.rigel.agent.port.BlobStore;
import dev.rigel.agent.port.SessionStore;
import dev.rigel.agent.port.StoredArtifact;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.ArtifactList;
import dev.rigel.protocol.ErrorDetail;
import dev.rigel.protocol.Json;
import dev.rigel.protocol.ValidationException;
import dev.rigel.server.http.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** {@code GET /v1/artifacts}, its list, and signed URLs. */
final class ArtifactEndpoints {
  private final SessionStore sessions;
  private final BlobStore blobs;
  private final SignedUrls signedUrls;

  ArtifactEndpoints(SessionStore sessions, BlobStore blobs, SignedUrls signedUrls) {
    this.sessions = sessions;
    this.blobs = blobs;
    this.signedUrls = signedUrls;
  }

  /** By {@code object_id} or {@code filename}, in a {@code session_id}. */
  void get(Exchange exchange) {
    JsonNode body = bodyOfGet(exchange);
    String session = session(exchange, body);
    Optional<String> objectId = parameter(exchange, body, "object_id");
    Optional<String> filename = parameter(exchange, body, "filename");
    if (objectId.isPresent() == filename.isPresent()) {
      throw new ValidationException(
          new ErrorDetail(
              List.of("query", "object_id"),
              "Exactly one of object_id and filename is needed",
              objectId.isPresent() ? "value_error" : "missing"));
    }
    Optional<StoredArtifact> artifact =
        objectId.isPresent()
            ? sessions.artifact(exchange.tenant(), session, objectId.get())
            : sessions.artifacts(exchange.tenant(), session).reversed().stream()
                .filter(a -> a.filename().equals(filename))
                .findFirst();
    send(exchange, artifact);
  }

  void getByPath(Exchange exchange) {
    send(
        exchange,
        sessions.artifact(
            exchange.tenant(),
            exchange.pathParameter("session").toLowerCase(Locale.ROOT),
            exchange.pathParameter("object")));
  }

  void getSigned(Exchange exchange) {
    ArtifactUrls.Target target = signedUrls.verify(exchange.pathParameter("token"));
    // Whatever it is, it never runs as a page of this server's.
    exchange.header("Content-Security-Policy", "sandbox; default-src 'none'");
    send(exchange, sessions.artifact(target.tenant(), target.session(), target.objectId()));
  }

  void list(Exchange exchange) {
    String session = session(exchange, bodyOfGet(exchange));
    if (sessions.session(exchange.tenant(), session).isEmpty()) {
      throw new RigelException(
          ErrorCode.NOT_FOUND, "There is no session with this id.", "session_id");
    }
    List<ArtifactList.Item> items =
        sessions.artifacts(exchange.tenant(), session).stream()
            .map(a -> new ArtifactList.Item(a.objectId(), a.filename()))
            .toList();
    exchange.send(200, new ArtifactList(session, items).toJson());
  }

  private void send(Exchange exchange, Optional<StoredArtifact> found) {
    StoredArtifact artifact = found.orElseThrow(ArtifactEndpoints::unknown);
    try (InputStream content =
        blobs.open(artifact.blob()).orElseThrow(ArtifactEndpoints::unknown)) {
      // Clients cache by id for ever, and may.
      exchange.header("Cache-Control", "private, max-age=604800, immutable");
      exchange.header("X-Content-Type-Options", "nosniff");
      exchange.header("Content-Disposition", "inline; filename=\"" + filename(artifact) + "\"");
      exchange.send(200, artifact.mediaType(), content, artifact.size());
    } catch (IOException e) {
      throw RigelException.causedBy(e, ErrorCode.INTERNAL, "A stored medium cannot be read.");
    }
  }

  private static String filename(StoredArtifact artifact) {
    return artifact
        .filename()
        .filter(name -> name.matches("[A-Za-z0-9 ._()-]{1,100}"))
        .orElse(artifact.objectId());
  }

  private static RigelException unknown() {
    return new RigelException(
        ErrorCode.NOT_FOUND, "There is no such artifact in this session.", "object_id");
  }

  private static String session(Exchange exchange, JsonNode body) {
    return parameter(exchange, body, "session_id")
        // Executions keep their artifacts under their own id; this version has none.
        .or(() -> parameter(exchange, body, "execution_id"))
        .map(id -> id.toLowerCase(Locale.ROOT))
        .orElseThrow(() ->
            new ValidationException(
                new ErrorDetail(List.of("query", "session_id"), "Field required", "missing")));
  }

  private static Optional<String> parameter(Exchange exchange, JsonNode body, String name) {
    return exchange
        .query(name)
        .or(() -> body.path(name).stringValueOpt().filter(value -> !value.isEmpty()));
  }

  /** Older clients send the parameters as a JSON body of a GET. */
  private static JsonNode bodyOfGet(Exchange exchange) {
    byte[] body = exchange.body();
    return body.length == 0 ? Json.object() : Json.parse(body);
  }
}
