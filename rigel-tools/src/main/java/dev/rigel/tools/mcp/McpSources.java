package dev.rigel.tools.mcp;

import dev.rigel.base.Budget;
import dev.rigel.base.CallScope;
import dev.rigel.base.Cancellation;
import dev.rigel.base.Deadline;
import dev.rigel.base.RigelException;
import dev.rigel.media.MediaReader;
import dev.rigel.tools.Shelf;
import dev.rigel.tools.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The MCP servers of a configuration. All are asked for their tools at the start, side by side; one
 * that does not answer has none until the next start, and says so to whoever asks for its toolset.
 */
public final class McpSources implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(McpSources.class);
  private static final Duration START = Duration.ofSeconds(25);

  private final List<McpConnection> connections = new ArrayList<>();
  private final List<Shelf> shelves = new ArrayList<>();
  private final Map<String, String> missing = new LinkedHashMap<>();

  public McpSources(List<McpServerSettings> servers, MediaReader reader) {
    List<Future<List<Tool>>> coming = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (McpServerSettings server : servers) {
        McpConnection connection = new McpConnection(server);
        connections.add(connection);
        coming.add(threads.submit(() -> tools(server, connection, reader)));
      }
      for (int i = 0; i < servers.size(); i++) {
        take(servers.get(i).name(), coming.get(i));
      }
    }
  }

  private void take(String name, Future<List<Tool>> coming) {
    try {
      shelves.add(new Shelf("by the MCP server " + name, coming.get()));
    } catch (ExecutionException e) {
      String why =
          e.getCause() instanceof RigelException cause
              ? cause.getMessage()
              : "The MCP server " + name + " could not be asked for its tools.";
      LOG.warn("{} Its tools are not there until Rigel is started again.", why);
      missing.put(name, why);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      missing.put(name, "The start was interrupted.");
    }
  }

  private static List<Tool> tools(
      McpServerSettings server, McpConnection connection, MediaReader reader) {
    CallScope scope = new CallScope(Deadline.after(START), new Cancellation(), Budget.standard());
    List<Tool> tools = new ArrayList<>();
    Set<String> names = new HashSet<>();
    connection.tools(scope).stream()
        .filter(tool -> server.only().isEmpty() || server.only().contains(tool.name()))
        .forEach(tool ->
            McpTool.of(server, connection, tool, reader)
                .filter(made -> names.add(made.signature().name()))
                .ifPresentOrElse(
                    tools::add,
                    () ->
                        LOG.warn(
                            "The tool {} of the MCP server {} is left out: its name or those of its"
                                + " parameters cannot be told from others.",
                            tool.name(),
                            server.name())));
    LOG.info("MCP server {}: {} tools", server.name(), tools.size());
    return tools;
  }

  /** The tools of the servers that answered, a shelf each. */
  public List<Shelf> shelves() {
    return List.copyOf(shelves);
  }

  /** Why a toolset is not there, by its name. */
  public Map<String, String> missing() {
    return Map.copyOf(missing);
  }

  @Override
  public void close() {
    connections.forEach(McpConnection::close);
  }
}
