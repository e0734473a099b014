package dev.rigel.cli;

import dev.rigel.agent.Agent;
import dev.rigel.agent.AgentListener;
import dev.rigel.agent.Caller;
import dev.rigel.agent.port.StoredArtifact;
import dev.rigel.base.Budget;
import dev.rigel.base.CallScope;
import dev.rigel.base.Cancellation;
import dev.rigel.base.Deadline;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.ChatCompletion;
import dev.rigel.protocol.ChatCompletionRequest;
import dev.rigel.server.Rigel;
import dev.rigel.server.SignedUrls;
import dev.rigel.server.Stores;
import dev.rigel.server.settings.RigelSettings;
import dev.rigel.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;

/** Answers in this process, on the data folder of the settings. */
final class LocalBackend implements ChatBackend {
  private static final String TENANT = "local";

  private final RigelSettings settings;
  private final Store store;
  private final Rigel rigel;
  private final Agent agent;

  LocalBackend(RigelSettings settings, Console console) {
    this.settings = settings;
    this.store = Stores.open(settings);
    Rigel opened = new Rigel(settings, console.environment(), new PullProgressDisplay(console));
    this.rigel = opened;
    this.agent = opened.agent(store, SignedUrls.of(settings.folders().data(), Clock.systemUTC()));
  }

  @Override
  public String source(Path file) {
    return file.toAbsolutePath().toString();
  }

  @Override
  public ChatCompletion complete(ChatCompletionRequest request, AgentListener listener) {
    Cancellation cancellation = new Cancellation();
    Thread interrupted = new Thread(() -> cancellation.cancel("interrupted"));
    Runtime.getRuntime().addShutdownHook(interrupted);
    try {
      return agent.complete(
          request,
          new Caller(TENANT, "http://127.0.0.1:" + settings.server().port(), true),
          listener,
          new CallScope(
              Deadline.after(settings.server().chatTime()), cancellation, Budget.standard()));
    } finally {
      removeHook(interrupted);
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already.
    }
  }

  @Override
  public Artifact artifact(String session, String objectId) {
    StoredArtifact artifact =
        store
            .sessions()
            .artifact(TENANT, session, objectId)
            .orElseThrow(
                () -> new RigelException(ErrorCode.NOT_FOUND, "There is no " + objectId + "."));
    try (InputStream in =
        store
            .blobs()
            .open(artifact.blob())
            .orElseThrow(() ->
                new RigelException(
                    ErrorCode.NOT_FOUND, "The content of " + objectId + " is gone."))) {
      return new Artifact(in.readAllBytes(), artifact.mediaType());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    rigel.close();
    store.close();
  }
}
