package dev.rigel.server;

import dev.rigel.agent.execution.AgentCatalogue;
import dev.rigel.agent.execution.CallbackSender;
import dev.rigel.agent.execution.Executions;
import dev.rigel.agent.skill.SkillLibrary;
import dev.rigel.media.fetch.FetchSettings;
import dev.rigel.media.fetch.SafeSender;
import dev.rigel.server.execution.SkillEndpoints;
import dev.rigel.server.settings.RigelSettings;
import dev.rigel.store.Store;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Agents, executions, predictions, skills and webhooks over a store, which stays the caller's. */
final class ExecutionServices implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ExecutionServices.class);
  private static final Duration CALLBACK_CONNECT = Duration.ofSeconds(3);
  private static final Duration CALLBACK_TOTAL = Duration.ofSeconds(15);

  private final AgentCatalogue agents;
  private final Executions executions;
  private final SkillEndpoints skills;
  private final SafeSender sender;

  ExecutionServices(RigelSettings settings, Store store, Services services, SignedUrls urls) {
    Clock clock = Clock.systemUTC();
    SkillLibrary library = skills(store);
    this.sender =
        new SafeSender(
            FetchSettings.DEFAULT
                .withAllow(Set.copyOf(settings.fetchAllow()))
                .withTimes(CALLBACK_CONNECT, CALLBACK_TOTAL));
    this.agents = new AgentCatalogue(store.agents(), clock);
    this.skills = new SkillEndpoints(library, urls, SignedUrls.VALIDITY.toSeconds());
    this.executions =
        new Executions(
            new Executions.Parts(
                new Executions.Stores(
                    store.executions(),
                    store.deliveries(),
                    store.jobs(),
                    store.sessions(),
                    store.files(),
                    store.blobs()),
                services.agent(),
                agents,
                library,
                services.domains(),
                services.tools(),
                urls,
                new Sender(sender),
                clock),
            new Executions.Settings(
                settings.background().runs(),
                settings.background().time(),
                settings.server().chatTime(),
                settings.background().webhookSecret()));
    store.jobs().start(executions.handlers());
  }

  static SkillLibrary skills(Store store) {
    return new SkillLibrary(
        new SkillLibrary.Parts(
            store.skills(), store.blobs(), store.files(), store.sessions(), Clock.systemUTC()));
  }

  private record Sender(SafeSender sender) implements CallbackSender {
    @Override
    public void check(String url) {
      sender.check(url);
    }

    @Override
    public int post(String url, Map<String, String> headers, byte[] body) throws IOException {
      return sender.post(url, headers, body);
    }
  }

  AgentCatalogue agents() {
    return agents;
  }

  Executions executions() {
    return executions;
  }

  SkillEndpoints skillEndpoints() {
    return skills;
  }

  /** Takes up, in the background, what an earlier process left. */
  void resume() {
    Thread.ofVirtual()
        .name("rigel-resume")
        .start(() -> {
          try {
            executions.resume();
          } catch (RuntimeException e) {
            LOG.warn("unfinished runs cannot be taken up", e);
          }
        });
  }

  /** Breaks off what runs, to be taken up at the next start. */
  void stop() {
    executions.stop();
  }

  @Override
  public void close() {
    sender.close();
  }
}
