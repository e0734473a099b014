package dev.rigel.agent.execution;

import static java.util.Objects.requireNonNull;

import dev.rigel.agent.port.BlobStore;
import dev.rigel.agent.port.FileStore;
import dev.rigel.agent.port.StoredFile;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps the long texts of stored requests, such as pictures as data URIs, apart from their rows, so
 * that listing runs stays quick. They are files that belong to the run itself instead of to a
 * tenant, and go with its end.
 */
final class RequestFiles {
  private static final int LONGEST_IN_ROW = 16 * 1024;
  private static final String MOVED = "moved";
  private static final String WHOLE = "whole";

  private final FileStore files;
  private final BlobStore blobs;
  private final Clock clock;

  RequestFiles(FileStore files, BlobStore blobs, Clock clock) {
    this.files = requireNonNull(files, "files");
    this.blobs = requireNonNull(blobs, "blobs");
    this.clock = requireNonNull(clock, "clock");
  }

  /** The request as it is stored: {@code {"whole": …, "moved": {path: file}}}. */
  String store(String execution, ObjectNode request) {
    Map<String, String> moved = new LinkedHashMap<>();
    JsonNode rest =
        mapped(
            request,
            "",
            (path, text) -> {
              if (text.length() <= LONGEST_IN_ROW) {
                return text;
              }
              moved.put(path, keep(execution, text));
              return "";
            });
    ObjectNode stored = Json.object();
    stored.set(WHOLE, rest);
    ObjectNode list = stored.putObject(MOVED);
    moved.forEach(list::put);
    return Json.text(stored);
  }

  /** The request as it was. */
  JsonNode load(String execution, String stored) {
    JsonNode node = Json.parse(stored);
    JsonNode moved = node.path(MOVED);
    return mapped(
        node.path(WHOLE),
        "",
        (path, text) -> moved.has(path) ? kept(execution, moved.path(path).asString("")) : text);
  }

  /** What identifies the request; not one of the long texts. */
  String fingerprint(String stored) {
    return Json.parse(stored).path(WHOLE).path("fingerprint").asString("");
  }

  /** Deletes what was kept for a run that has ended. */
  void delete(String execution, String stored) {
    Json.parse(stored)
        .path(MOVED)
        .properties()
        .forEach(file -> files.delete(owner(execution), file.getValue().asString("")));
  }

  private interface Change {
    String of(String path, String text);
  }

  private static JsonNode mapped(JsonNode node, String path, Change change) {
    if (node.isString()) {
      return JsonNodeFactory.instance.stringNode(change.of(path, node.stringValue()));
    }
    if (node.isObject()) {
      ObjectNode copy = Json.object();
      node.properties()
          .forEach(e -> copy.set(e.getKey(), mapped(e.getValue(), step(path, e.getKey()), change)));
      return copy;
    }
    if (node.isArray()) {
      ArrayNode copy = Json.array();
      List<JsonNode> items = List.copyOf(node.values());
      for (int i = 0; i < items.size(); i++) {
        copy.add(mapped(items.get(i), step(path, Integer.toString(i)), change));
      }
      return copy;
    }
    return node;
  }

  /** As JSON pointers are written. */
  private static String step(String path, String name) {
    return path + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  private String keep(String execution, String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    StoredFile file =
        new StoredFile(
            owner(execution),
            UUID.randomUUID().toString(),
            "request",
            "assistants",
            "text/plain",
            Optional.of(blobs.put(content)),
            content.length,
            Optional.empty(),
            false,
            Instant.now(clock));
    files.add(file);
    return file.id();
  }

  private String kept(String execution, String file) {
    Optional<InputStream> content =
        files.file(owner(execution), file).flatMap(StoredFile::blob).flatMap(blobs::open);
    if (content.isEmpty()) {
      throw new RigelException(
          ErrorCode.NOT_FOUND, "A part of the request is gone from the store; send it again.");
    }
    try (InputStream in = content.get()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** No key's tenant is called so. */
  private static String owner(String execution) {
    return "execution " + execution;
  }
}
