package dev.rigel.agent.execution;

import static java.util.Objects.requireNonNull;

import dev.rigel.protocol.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a run is to do, as it is stored with it.
 *
 * @param chat the turn of the agent, as a chat request on the wire; for the other tasks only its
 *     media count
 * @param structured the answer is JSON
 * @param joined the pictures are pages of one document
 * @param metadata what goes beside the response's fields
 * @param pageIndices the pages of a document to look at, from 0
 * @param fingerprint identifies the request
 */
record Work(
    Task task,
    ObjectNode chat,
    boolean structured,
    boolean joined,
    Metadata metadata,
    Optional<List<Integer>> pageIndices,
    String fingerprint) {
  /** What is made. */
  enum Task {
    /** A turn of the agent. */
    ANSWER,
    /** The document as Markdown. */
    MARKDOWN,
    /** A JSON schema of such a document. */
    SCHEMA
  }

  /** What goes beside the response's fields. */
  enum Metadata {
    NONE,
    CONFIDENCE,
    PLACES
  }

  Work {
    requireNonNull(task, "task");
    requireNonNull(chat, "chat");
    requireNonNull(metadata, "metadata");
    pageIndices = pageIndices.map(List::copyOf);
    requireNonNull(fingerprint, "fingerprint");
  }

  Work withFingerprint(String other) {
    return new Work(task, chat, structured, joined, metadata, pageIndices, other);
  }

  ObjectNode toJson() {
    ObjectNode node = Json.object();
    node.put("task", task.name().toLowerCase(Locale.ROOT));
    node.set("chat", chat);
    node.put("structured", structured);
    node.put("joined", joined);
    node.put("metadata", metadata.name().toLowerCase(Locale.ROOT));
    pageIndices.ifPresent(pages -> {
      ArrayNode list = node.putArray("page_indices");
      pages.forEach(list::add);
    });
    node.put("fingerprint", fingerprint);
    return node;
  }

  static Work of(JsonNode node) {
    return new Work(
        Task.valueOf(node.path("task").asString("").toUpperCase(Locale.ROOT)),
        (ObjectNode) node.path("chat"),
        node.path("structured").asBoolean(false),
        node.path("joined").asBoolean(false),
        Metadata.valueOf(node.path("metadata").asString("").toUpperCase(Locale.ROOT)),
        node.has("page_indices")
            ? Optional.of(
                node.path("page_indices").valueStream().map(page -> page.asInt(0)).toList())
            : Optional.empty(),
        node.path("fingerprint").asString(""));
  }
}
