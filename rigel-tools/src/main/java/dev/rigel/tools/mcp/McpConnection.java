package dev.rigel.tools.mcp;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The way to one MCP server: a line that is made when it is first needed, and anew after a call has
 * failed on it. Calls of others on the failed line may still end. Thread-safe.
 */
final class McpConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(McpConnection.class);
  private static final McpJsonMapper MAPPER = new JacksonMcpJsonMapper(JsonMapper.shared());
  private static final Duration START = Duration.ofSeconds(20);
  private static final int LARGEST_MESSAGE = 64 * 1024 * 1024;
  private static final int LOOK_EVERY_MILLIS = 50;
  private static final int MOST_PAGES = 20;
  private static final int MOST_TOOLS = 200;

  private final McpServerSettings settings;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private Optional<McpLine> line = Optional.empty();

  McpConnection(McpServerSettings settings) {
    this.settings = settings;
  }

  /**
   * @throws RigelException {@link ErrorCode#MODEL_FAILED} when the server does not answer
   */
  List<McpSchema.Tool> tools(CallScope scope) {
    return waited(
        open -> {
          List<McpSchema.Tool> tools = new ArrayList<>();
          McpSchema.ListToolsResult page = open.listTools();
          tools.addAll(page.tools());
          for (int i = 1; i < MOST_PAGES && page.nextCursor() != null; i++) {
            page = open.listTools(page.nextCursor());
            tools.addAll(page.tools());
          }
          return tools.subList(0, Math.min(tools.size(), MOST_TOOLS));
        },
        START,
        scope);
  }

  /**
   * @throws RigelException {@link ErrorCode#MODEL_FAILED} when the server does not answer in time
   */
  McpSchema.CallToolResult call(String tool, Map<String, Object> arguments, CallScope scope) {
    return waited(
        open -> open.callTool(new McpSchema.CallToolRequest(tool, arguments)),
        settings.time(),
        scope);
  }

  private <T> T waited(Function<McpSyncClient, T> work, Duration time, CallScope scope) {
    AtomicReference<@Nullable McpLine> used = new AtomicReference<>();
    Future<T> coming = threads.submit(() -> onLine(work, used));
    long until = System.nanoTime() + time.toNanos();
    try {
      while (true) {
        scope.check();
        try {
          return coming.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          if (System.nanoTime() - until > 0) {
            retire(used.get());
            throw failure("did not answer within " + time.toMillis() / 1000.0 + " s");
          }
        }
      }
    } catch (ExecutionException e) {
      LOG.debug("MCP server {}: {}", settings.name(), String.valueOf(e.getCause()));
      if (answered(e.getCause())) {
        throw failure("refused the call");
      }
      retire(used.get());
      throw failure("cannot be reached or broke off");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RigelException(ErrorCode.CANCELLED, "The run was stopped.");
    } finally {
      coming.cancel(true);
    }
  }

  private <T> T onLine(Function<McpSyncClient, T> work, AtomicReference<@Nullable McpLine> used) {
    McpLine taken = takeLine();
    used.set(taken);
    try {
      return work.apply(taken.client());
    } finally {
      taken.release();
    }
  }

  private static boolean answered(@Nullable Throwable failure) {
    return failure instanceof McpError error && error.getJsonRpcError() != null;
  }

  private RigelException failure(String what) {
    return new RigelException(
        ErrorCode.MODEL_FAILED,
        "The MCP server "
            + settings.name()
            + " "
            + what
            + ". Check its entry in the setting mcp, and that it runs.");
  }

  private synchronized McpLine takeLine() {
    if (line.isEmpty()) {
      line = Optional.of(new McpLine(open()));
    }
    McpLine taken = line.get();
    taken.take();
    return taken;
  }

  private McpSyncClient open() {
    McpSyncClient made =
        McpClient.sync(transport())
            .requestTimeout(settings.time().plusSeconds(5))
            .initializationTimeout(START)
            .clientInfo(new McpSchema.Implementation("rigel", "1"))
            .build();
    try {
      made.initialize();
      return made;
    } catch (RuntimeException e) {
      made.close();
      throw e;
    }
  }

  /**
   * A line on which a call did not come to an answer takes no further ones. A call that its caller
   * left says nothing of the line.
   */
  private void retire(@Nullable McpLine failed) {
    if (failed == null) {
      return;
    }
    synchronized (this) {
      line = line.filter(kept -> kept != failed);
    }
    failed.retire();
  }

  private McpClientTransport transport() {
    return switch (settings.place()) {
      case McpServerSettings.Command command -> {
        StdioClientTransport transport =
            new StdioClientTransport(
                ServerParameters.builder(command.words().getFirst())
                    .args(command.words().subList(1, command.words().size()))
                    .env(command.environment())
                    .build(),
                MAPPER,
                LARGEST_MESSAGE);
        // Read all the same, so that a server that says much there is never held up.
        transport.setStdErrorHandler(line -> LOG.debug("MCP server {}: {}", settings.name(), line));
        yield transport;
      }
      case McpServerSettings.Address(URI url, Map<String, String> headers) -> {
        HttpRequest.Builder request = HttpRequest.newBuilder();
        headers.forEach(request::header);
        URI root = url.resolve("/");
        yield HttpClientStreamableHttpTransport.builder(root.toString().replaceAll("/$", ""))
            .endpoint(url.toString().substring(root.toString().length() - 1))
            .jsonMapper(MAPPER)
            .requestBuilder(request)
            // Redirects are not followed: the headers would travel with them.
            .customizeClient(http -> http.followRedirects(HttpClient.Redirect.NEVER))
            .connectTimeout(Duration.ofSeconds(5))
            .maxResponseSize(LARGEST_MESSAGE)
            .openConnectionOnStartup(false)
            .build();
      }
    };
  }

  @Override
  public void close() {
    Optional<McpLine> open;
    synchronized (this) {
      open = line;
      line = Optional.empty();
    }
    threads.shutdownNow();
    open.ifPresent(McpLine::close);
  }
}
