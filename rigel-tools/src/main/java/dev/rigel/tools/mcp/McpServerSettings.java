package dev.rigel.tools.mcp;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An MCP server whose tools programs may call.
 *
 * @param name its toolset's, and what the names of its tools begin with
 * @param only the tools to take, by their names there; empty for all
 * @param time the most that one call may take
 */
public record McpServerSettings(String name, Place place, List<String> only, Duration time) {
  /** Where it is. */
  public sealed interface Place {}

  /** A program that is started and speaks through its standard input and output. */
  public record Command(List<String> words, Map<String, String> environment) implements Place {
    public Command {
      words = List.copyOf(words);
      environment = Map.copyOf(environment);
      if (words.isEmpty()) {
        throw new IllegalArgumentException("an empty command");
      }
    }

    /** Without what is in its environment, which may be secret. */
    @Override
    public String toString() {
      return words.getFirst();
    }
  }

  /** A server that speaks streamable HTTP. */
  public record Address(URI url, Map<String, String> headers) implements Place {
    public Address {
      requireNonNull(url, "url");
      headers = Map.copyOf(headers);
    }

    /** Without the headers, which may be secret. */
    @Override
    public String toString() {
      return url.toString();
    }
  }

  public McpServerSettings {
    requireNonNull(name, "name");
    requireNonNull(place, "place");
    requireNonNull(time, "time");
    only = List.copyOf(only);
  }
}
