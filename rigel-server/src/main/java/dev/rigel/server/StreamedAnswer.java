package dev.rigel.server;

import dev.rigel.agent.AgentEvent;
import dev.rigel.agent.AgentListener;
import dev.rigel.agent.Caller;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.ChatCompletionRequest;
import dev.rigel.protocol.Json;
import dev.rigel.server.http.ClientGoneException;
import dev.rigel.server.http.ClientWatch;
import dev.rigel.server.http.EventStream;
import dev.rigel.server.http.Exchange;
import dev.rigel.server.http.Failures;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One answer as server-sent events. The run puts what happens into a bounded queue, the
 * connection's thread writes it: a client that reads slowly slows its own run down, and at last
 * ends it, and costs no memory.
 */
final class StreamedAnswer implements AgentListener {
  private static final int MOST_WAITING = 1_024;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private sealed interface Happening {
    record Started(String completion, String session) implements Happening {}

    record Wrote(String text, Optional<JsonNode> logprobs) implements Happening {}

    record Progress(AgentEvent event) implements Happening {}

    record Ended() implements Happening {}
  }

  private final Exchange exchange;
  private final ChatCompletionRequest request;
  private final boolean progress;
  private final Duration keepAlive;

  /** Nobody empties the queue any more. */
  private volatile boolean abandoned;

  private final BlockingQueue<Happening> happenings = new ArrayBlockingQueue<>(MOST_WAITING);

  StreamedAnswer(
      Exchange exchange, ChatCompletionRequest request, boolean progress, Duration keepAlive) {
    this.exchange = exchange;
    this.request = request;
    this.progress = progress;
    this.keepAlive = keepAlive;
  }

  @Override
  public void started(String completionId, String sessionId) {
    put(new Happening.Started(completionId, sessionId));
  }

  @Override
  public void wrote(String text) {
    wrote(text, Optional.empty());
  }

  @Override
  public void wrote(String text, Optional<JsonNode> logprobs) {
    if (!text.isEmpty()) {
      put(new Happening.Wrote(text, logprobs));
    }
  }

  @Override
  public void happened(AgentEvent event) {
    if (progress) {
      put(new Happening.Progress(event));
    }
  }

  private void put(Happening happening) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!abandoned && System.nanoTime() - until < 0) {
        if (happenings.offer(happening, 100, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new RigelException(ErrorCode.CANCELLED, "The client does not read its stream.");
  }

  /** Runs the request and writes the whole stream. */
  void run(IdempotentRuns runs, Caller caller, ClientWatch watch) {
    Runs.Run run = runs.start(request, caller, this);
    // Wakes the loop below; a full queue needs no waking.
    run.onEnd(() -> happenings.offer(new Happening.Ended()));
    EventStream stream = new EventStream(exchange.open(EventStream.CONTENT_TYPE));
    ChunkWriter chunks = new ChunkWriter(stream, request.model().name());
    try (var client = exchange.watchClient(watch, () -> run.cancel(ChatEndpoint.CLIENT_GONE))) {
      while (!run.hasEnded() || !happenings.isEmpty()) {
        write(happenings.poll(keepAlive.toMillis(), TimeUnit.MILLISECONDS), stream, chunks);
      }
      if (client.clientGone()) {
        throw new ClientGoneException();
      }
    } catch (ClientGoneException e) {
      run.cancel(ChatEndpoint.CLIENT_GONE);
      throw e;
    } catch (InterruptedException e) {
      run.cancel("the server is stopping");
      throw new ClientGoneException(e);
    } finally {
      abandoned = true;
    }
    Optional<Throwable> failure = run.failure();
    if (failure.isEmpty()) {
      chunks.end(run.completion());
      stream.end(EventStream.DONE);
    } else if (exchange.isCommitted()) {
      stream.end(
          Json.text(Failures.answer(failure.get(), exchange.requestId()).body().toStreamJson()));
    } else {
      exchange.fail(failure.get());
    }
  }

  private static void write(@Nullable Happening happening, EventStream stream, ChunkWriter chunks) {
    switch (happening) {
      case null -> stream.comment("ping");
      case Happening.Started(String completion, String session) ->
          chunks.start(completion, session);
      case Happening.Wrote(String text, Optional<JsonNode> logprobs) -> chunks.text(text, logprobs);
      case Happening.Progress(AgentEvent event) -> chunks.progress(event);
      case Happening.Ended() -> {}
    }
  }
}
