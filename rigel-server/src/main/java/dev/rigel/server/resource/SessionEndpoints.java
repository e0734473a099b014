package dev.rigel.server.resource;

import dev.rigel.agent.port.Session;
import dev.rigel.agent.port.SessionStore;
import dev.rigel.agent.port.StoredArtifact;
import dev.rigel.agent.port.StoredJson;
import dev.rigel.agent.port.StoredMessage;
import dev.rigel.protocol.Deletion;
import dev.rigel.protocol.Json;
import dev.rigel.protocol.SessionInfo;
import dev.rigel.server.http.Exchange;
import dev.rigel.server.http.Page;
import dev.rigel.server.http.QueryReader;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1/sessions}: the conversations that are kept, their messages, and their deletion. */
final class SessionEndpoints {
  private final SessionStore sessions;

  SessionEndpoints(SessionStore sessions) {
    this.sessions = sessions;
  }

  void list(Exchange exchange) {
    QueryReader query = new QueryReader(exchange);
    Page page = Page.bySkip(query);
    query.throwFaults();
    ArrayNode array = Json.array();
    for (SessionStore.Summary summary :
        sessions.sessions(exchange.tenant(), page.skip(), page.limit())) {
      array.add(
          new SessionInfo(
                  summary.id(),
                  summary.createdAt(),
                  summary.updatedAt(),
                  summary.messages(),
                  summary.artifacts())
              .toJson());
    }
    exchange.send(200, array);
  }

  void get(Exchange exchange) {
    Session session =
        sessions
            .session(exchange.tenant(), id(exchange))
            .orElseThrow(() -> PathIds.unknown("session"));
    ObjectNode node = SessionInfo.head(session.id(), session.createdAt(), session.updatedAt());
    ArrayNode messages = node.putArray("messages");
    session.messages().forEach(message -> messages.add(message(message)));
    ArrayNode artifacts = node.putArray("artifacts");
    for (StoredArtifact artifact : sessions.artifacts(exchange.tenant(), session.id())) {
      ObjectNode entry =
          artifacts
              .addObject()
              .put("object_id", artifact.objectId())
              .put("media_type", ArtifactKind.mediaType(artifact))
              .put("bytes", artifact.size())
              .put("produced", artifact.produced());
      artifact
          .filename()
          .ifPresentOrElse(name -> entry.put("filename", name), () -> entry.putNull("filename"));
    }
    exchange.send(200, node);
  }

  void delete(Exchange exchange) {
    String id = id(exchange);
    if (!sessions.delete(exchange.tenant(), id)) {
      throw PathIds.unknown("session");
    }
    exchange.send(200, new Deletion(id, "session").toJson());
  }

  private static String id(Exchange exchange) {
    return PathIds.id(exchange, "id", "session").toLowerCase(Locale.ROOT);
  }

  /** As it is kept, but with its text and calls where clients look for them. */
  private static ObjectNode message(StoredMessage message) {
    ObjectNode node = Json.object().put("role", message.role());
    for (Map.Entry<String, JsonNode> entry :
        StoredJson.read("A message of this session", message.json()).properties()) {
      switch (entry.getKey()) {
        case "text" -> node.set("content", entry.getValue());
        case "tool_calls" -> {
          ArrayNode calls = node.putArray("tool_calls");
          entry.getValue().forEach(call -> calls.add(call(call)));
        }
        default -> node.set(entry.getKey(), entry.getValue());
      }
    }
    return node;
  }

  private static ObjectNode call(JsonNode kept) {
    ObjectNode call = Json.object().put("id", kept.path("id").asString("")).put("type", "function");
    call.putObject("function")
        .put("name", kept.path("name").asString(""))
        .put("arguments", kept.path("arguments").asString(""));
    return call;
  }
}
