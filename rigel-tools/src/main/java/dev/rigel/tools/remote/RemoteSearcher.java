package dev.rigel.tools.remote;

import dev.rigel.tools.CallContext;
import dev.rigel.tools.Searcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Searches the web behind an endpoint. */
public final class RemoteSearcher implements Searcher {
  private static final int MOST = 20;
  private static final int LONGEST = 4_000;

  private final JsonEndpoint endpoint;

  public RemoteSearcher(JsonEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public List<String> search(String query, CallContext context) {
    JsonNode results =
        endpoint
            .ask(
                JsonEndpoint.JSON.createObjectNode().put("task", "search").put("query", query),
                context.scope())
            .path("results");
    if (!results.isArray()) {
      throw endpoint.malformed("\"results\" is not a list");
    }
    List<String> hits = new ArrayList<>();
    for (JsonNode result : results.values()) {
      String hit =
          Stream.of("title", "text", "url")
              .map(name -> result.path(name).asString("").strip())
              .filter(part -> !part.isEmpty())
              .collect(Collectors.joining("\n"));
      if (!hit.isEmpty() && hits.size() < MOST) {
        hits.add(hit.length() > LONGEST ? hit.substring(0, LONGEST) : hit);
      }
    }
    return hits;
  }
}
