package dev.rigel.server.openapi;

import dev.rigel.protocol.Json;
import dev.rigel.server.http.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Serves the OpenAPI document, read when it is first asked for. */
public final class OpenApi {
  /** Nothing but its own style: the page loads nothing and runs nothing. */
  private static final String PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  private byte @Nullable [] json;
  private byte @Nullable [] page;

  /** The document as it stands in {@code openapi.yaml}. */
  public static JsonNode document() {
    try (InputStream yaml = OpenApi.class.getResourceAsStream("openapi.yaml")) {
      if (yaml == null) {
        throw new IllegalStateException("openapi.yaml is missing from the build");
      }
      return new YAMLMapper().readTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code GET /openapi.json}. */
  public void sendJson(Exchange exchange) {
    exchange.send(200, "application/json", json());
  }

  /** {@code GET /docs}. */
  public void sendPage(Exchange exchange) {
    exchange.header("Content-Security-Policy", PAGE_POLICY);
    exchange.header("X-Content-Type-Options", "nosniff");
    exchange.send(200, "text/html; charset=utf-8", page());
  }

  private synchronized byte[] json() {
    if (json == null) {
      json = Json.bytes(document());
    }
    return json;
  }

  private synchronized byte[] page() {
    if (page == null) {
      page = new OpenApiPage(document()).html().getBytes(StandardCharsets.UTF_8);
    }
    return page;
  }
}
