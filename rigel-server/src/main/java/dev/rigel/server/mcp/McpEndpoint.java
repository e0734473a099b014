package dev.rigel.server.mcp;

import dev.rigel.agent.Caller;
import dev.rigel.agent.program.ProgramRuns;
import dev.rigel.base.Budget;
import dev.rigel.base.CallScope;
import dev.rigel.base.Cancellation;
import dev.rigel.base.Deadline;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.Json;
import dev.rigel.server.Version;
import dev.rigel.server.http.ClientWatch;
import dev.rigel.server.http.Exchange;
import dev.rigel.server.http.HeldAnswer;
import dev.rigel.server.http.Turnstile;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code POST /mcp}: the Model Context Protocol over streamable HTTP, without sessions: every
 * request stands for itself and is answered with JSON.
 */
public final class McpEndpoint {
  private static final McpJsonMapper MAPPER = new JacksonMcpJsonMapper(JsonMapper.shared());
  private static final String INSTRUCTIONS =
      "Rigel sees, reads and changes pictures and documents. Media are given as http(s) URLs or data"
          + " URIs; what is produced comes back as a picture and as a signed URL that the next call"
          + " may take. Boxes are [left, top, width, height], 0 to 1. run_program does several steps"
          + " in one call.";

  /**
   * What the endpoint works with.
   *
   * @param runTime the most that one call may take
   * @param keepAlive pause after which a silent answer says that it is still there
   */
  public record Parts(
      ProgramRuns runs,
      Turnstile turnstile,
      ClientWatch watch,
      Duration runTime,
      Duration keepAlive) {}

  private final Parts parts;
  private @Nullable McpStatelessServerHandler handler;

  public McpEndpoint(Parts parts) {
    this.parts = parts;
  }

  public void handle(Exchange exchange) {
    if (!exchange.header("Content-Type").orElse("").startsWith("application/json")) {
      // Also keeps out what a page of another origin may send without being asked for leave.
      throw new RigelException(
          ErrorCode.UNSUPPORTED_MEDIA, "The Content-Type of a message is application/json.");
    }
    switch (message(exchange)) {
      case JSONRPCRequest request ->
          HeldAnswer.hold(
              exchange,
              parts.watch(),
              parts.keepAlive(),
              200,
              cancellation -> answer(request, exchange, cancellation));
      case JSONRPCNotification notification -> {
        handler().handleNotification(McpTransportContext.EMPTY, notification).block();
        exchange.send(202, "application/json", new byte[0]);
      }
      // This server asks its clients nothing, so that there is nothing to answer.
      case JSONRPCMessage _ -> exchange.send(202, "application/json", new byte[0]);
    }
  }

  private static JSONRPCMessage message(Exchange exchange) {
    try {
      return McpSchema.deserializeJsonRpcMessage(MAPPER, Json.text(exchange.json()));
    } catch (IOException | IllegalArgumentException e) {
      throw RigelException.causedBy(
          e, ErrorCode.INVALID_REQUEST, "The body is no message of JSON-RPC 2.0.");
    }
  }

  private JsonNode answer(JSONRPCRequest request, Exchange exchange, Cancellation cancellation) {
    Caller caller = new Caller(exchange.tenant(), exchange.origin(), false);
    McpTools.Call call =
        toolCall -> {
          try (Turnstile.Place _ = parts.turnstile().pass(caller.tenant(), cancellation)) {
            CallScope scope =
                new CallScope(Deadline.after(parts.runTime()), cancellation, Budget.standard());
            return parts.runs().runOnce(toolCall, caller, scope);
          }
        };
    McpSchema.JSONRPCResponse response =
        handler()
            .handleRequest(McpTransportContext.create(Map.of(McpTools.CALL, call)), request)
            .block();
    try {
      return Json.parse(MAPPER.writeValueAsString(response).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("an answer that cannot be written", e);
    }
  }

  /** Made when first asked for: most servers never are. */
  private synchronized McpStatelessServerHandler handler() {
    McpStatelessServerHandler made = handler;
    if (made == null) {
      Transport transport = new Transport();
      McpServer.sync(transport)
          .jsonMapper(MAPPER)
          .serverInfo("rigel", Version.NUMBER)
          .instructions(INSTRUCTIONS)
          .capabilities(ServerCapabilities.builder().tools(false).build())
          .validateToolInputs(false)
          .immediateExecution(true)
          .requestTimeout(parts.runTime())
          .tools(McpTools.of(parts.runs().programs()))
          .build();
      made = transport.handler();
      handler = made;
    }
    return made;
  }

  /** Hands the messages of our own routes to the protocol's implementation. */
  private static final class Transport implements McpStatelessServerTransport {
    private @Nullable McpStatelessServerHandler handler;

    @Override
    public void setMcpHandler(McpStatelessServerHandler theirs) {
      handler = theirs;
    }

    McpStatelessServerHandler handler() {
      if (handler == null) {
        throw new IllegalStateException("the protocol's implementation has set no handler");
      }
      return handler;
    }

    @Override
    public Mono<Void> closeGracefully() {
      return Mono.empty();
    }
  }
}
