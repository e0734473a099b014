package dev.rigel.server.resource;

import dev.rigel.agent.port.ArtifactUrls;
import dev.rigel.agent.port.BlobStore;
import dev.rigel.agent.port.ExecutionStore;
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
import java.util.function.BiPredicate;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** {@code GET /v1/artifacts}, its list, and signed URLs. */
final class ArtifactEndpoints {
  private final SessionStore sessions;
  private final ExecutionStore executions;
  private final BlobStore blobs;
  private final Function<String, ArtifactUrls.Target> signed;
  private final BiPredicate<Exchange, ArtifactUrls.Target> signedElsewhere;

  /**
   * @param signed reads the last part of a signed URL's path, or throws
   * @param signedElsewhere answers a signed URL of something else; false for an artifact's
   */
  ArtifactEndpoints(
      SessionStore sessions,
      ExecutionStore executions,
      BlobStore blobs,
      Function<String, ArtifactUrls.Target> signed,
      BiPredicate<Exchange, ArtifactUrls.Target> signedElsewhere) {
    this.sessions = sessions;
    this.executions = executions;
    this.blobs = blobs;
    this.signed = signed;
    this.signedElsewhere = signedElsewhere;
  }

  /** By {@code object_id} or {@code filename}, in a {@code session_id} or {@code execution_id}. */
  void get(Exchange exchange) {
    JsonNode body = bodyOfGet(exchange);
    String namespace = namespace(exchange, body);
    Optional<String> objectId = parameter(exchange, body, "object_id");
    Optional<String> filename = parameter(exchange, body, "filename");
    requireOne("object_id", objectId, "filename", filename);
    Optional<StoredArtifact> artifact =
        objectId.isPresent()
            ? byId(exchange.tenant(), namespace, objectId.get())
            : sessions.artifacts(exchange.tenant(), namespace).reversed().stream()
                .filter(a -> a.filename().equals(filename))
                .findFirst();
    send(exchange, artifact);
  }

  void getByPath(Exchange exchange) {
    send(
        exchange,
        byId(
            exchange.tenant(),
            exchange.pathParameter("session").toLowerCase(Locale.ROOT),
            exchange.pathParameter("object")));
  }

  void getSigned(Exchange exchange) {
    ArtifactUrls.Target target = signed.apply(exchange.pathParameter("token"));
    ContentHeaders.putSandbox(exchange);
    if (signedElsewhere.test(exchange, target)) {
      return;
    }
    send(exchange, byId(target.tenant(), target.session(), target.objectId()));
  }

  void list(Exchange exchange) {
    String namespace = namespace(exchange, bodyOfGet(exchange));
    List<StoredArtifact> artifacts = sessions.artifacts(exchange.tenant(), namespace);
    if (artifacts.isEmpty() && !exists(exchange.tenant(), namespace)) {
      throw new RigelException(
          ErrorCode.NOT_FOUND, "There is no session or execution with this id.", "session_id");
    }
    List<ArtifactList.Item> items =
        artifacts.stream().map(a -> new ArtifactList.Item(a.objectId(), a.filename())).toList();
    exchange.send(200, new ArtifactList(namespace, items).toJson());
  }

  private boolean exists(String tenant, String namespace) {
    return PathIds.isPossible(namespace)
        && (sessions.session(tenant, namespace).isPresent()
            || executions.execution(tenant, namespace).isPresent());
  }

  private Optional<StoredArtifact> byId(String tenant, String namespace, String objectId) {
    return PathIds.isPossible(namespace) && PathIds.isPossible(objectId)
        ? sessions.artifact(tenant, namespace, objectId)
        : Optional.empty();
  }

  private void send(Exchange exchange, Optional<StoredArtifact> found) {
    StoredArtifact artifact = found.orElseThrow(ArtifactEndpoints::unknown);
    try (InputStream content =
        blobs.open(artifact.blob()).orElseThrow(ArtifactEndpoints::unknown)) {
      // Clients cache by id for ever, and may.
      exchange.header("Cache-Control", "private, max-age=604800, immutable");
      ContentHeaders.put(exchange, artifact.filename().orElse(artifact.objectId()), true);
      exchange.send(200, ArtifactKind.mediaType(artifact), content, artifact.size());
    } catch (IOException e) {
      throw RigelException.causedBy(e, ErrorCode.INTERNAL, "A stored medium cannot be read.");
    }
  }

  private static RigelException unknown() {
    return new RigelException(
        ErrorCode.NOT_FOUND, "There is no such artifact in this session.", "object_id");
  }

  /** Executions keep their artifacts under their own id, as sessions do. */
  private static String namespace(Exchange exchange, JsonNode body) {
    Optional<String> session = parameter(exchange, body, "session_id");
    Optional<String> execution = parameter(exchange, body, "execution_id");
    requireOne("session_id", session, "execution_id", execution);
    return session.or(() -> execution).orElseThrow().toLowerCase(Locale.ROOT);
  }

  private static void requireOne(
      String name, Optional<String> value, String otherName, Optional<String> other) {
    if (value.isPresent() == other.isPresent()) {
      throw new ValidationException(
          new ErrorDetail(
              List.of("query", name),
              (value.isPresent() ? "" : "Field required: ")
                  + "exactly one of "
                  + name
                  + " and "
                  + otherName
                  + " is needed",
              value.isPresent() ? "value_error" : "missing"));
    }
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
