package dev.rigel.server;

import dev.rigel.agent.Agent;
import dev.rigel.agent.port.BlobStore;
import dev.rigel.agent.port.SessionStore;
import dev.rigel.base.Cancellation;
import dev.rigel.protocol.HealthStatus;
import dev.rigel.server.execution.ExecutionRoutes;
import dev.rigel.server.execution.Places;
import dev.rigel.server.http.ClientWatch;
import dev.rigel.server.http.HttpServer;
import dev.rigel.server.http.Router;
import dev.rigel.server.http.Router.Access;
import dev.rigel.server.openapi.OpenApi;
import dev.rigel.server.settings.RigelSettings.ServerSettings;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

/** Rigel over HTTP: every route of this version, before any agent. */
public final class RigelServer implements AutoCloseable {
  private final ServerSettings settings;
  private final Runs runs;
  private final ClientWatch watch;
  private final HttpServer http;

  /**
   * @param preparing what is still being made ready, in words; asked for with each health call
   */
  public RigelServer(
      ServerSettings settings,
      Agent agent,
      SessionStore sessions,
      BlobStore blobs,
      ExecutionServices executions,
      SignedUrls signedUrls,
      Supplier<List<String>> preparing) {
    this.settings = settings;
    Admission admission = new Admission(settings.running(), settings.waiting());
    this.runs = new Runs(agent, admission, settings.chatTime());
    this.watch = new ClientWatch();
    this.http =
        new HttpServer(
            settings,
            ExecutionRoutes.addTo(
                routes(
                    sessions,
                    new ArtifactEndpoints(sessions, blobs, signedUrls, executions.skillEndpoints()),
                    preparing),
                new ExecutionRoutes.Parts(
                    executions.agents(),
                    executions.executions(),
                    executions.skillEndpoints(),
                    places(admission),
                    watch,
                    settings.keepAlive(),
                    settings.chatTime())));
  }

  /** Runs that clients wait for work and wait among the chats. */
  private static Places places(Admission admission) {
    return () -> {
      Admission.Ticket ticket = admission.enter();
      return new Places.Ticket() {
        @Override
        public void awaitTurn(Cancellation cancellation) {
          ticket.awaitTurn(cancellation);
        }

        @Override
        public void close() {
          ticket.close();
        }
      };
    };
  }

  private Router routes(
      SessionStore sessions, ArtifactEndpoints artifacts, Supplier<List<String>> preparing) {
    ChatEndpoint chat = new ChatEndpoint(runs, sessions, watch, settings.keepAlive());
    OpenApi openApi = new OpenApi();
    Router.Handler health =
        exchange -> exchange.send(200, new HealthStatus(Version.NUMBER, preparing.get()).toJson());
    return new Router()
        .add("GET", "/health", Access.KEY_IF_SENT, health)
        .add("GET", "/v1/health", Access.KEY_IF_SENT, health)
        .add("GET", "/openapi.json", Access.OPEN, openApi::sendJson)
        .add("GET", "/docs", Access.OPEN, openApi::sendPage)
        .add("POST", "/v1/openai/chat/completions", Access.KEY, chat::handle)
        .add("POST", "/v1/chat/completions", Access.KEY, chat::handle)
        .add("GET", "/v1/openai/models", Access.KEY, ModelEndpoints::list)
        .add("GET", "/v1/openai/models/{id}", Access.KEY, ModelEndpoints::get)
        .add("GET", "/v1/artifacts", Access.KEY, artifacts::get)
        .add("GET", "/v1/artifacts/list", Access.KEY, artifacts::list)
        .add("GET", "/v1/artifacts/{session}/{object}", Access.KEY, artifacts::getByPath)
        .add("GET", "/v1/signed/{token}", Access.OPEN, artifacts::getSigned);
  }

  /**
   * Listens.
   *
   * @throws dev.rigel.base.RigelException when the port cannot be had
   */
  public void start() {
    http.start();
  }

  /** Where the server listens, for clients on this machine. */
  public URI address() {
    return http.address();
  }

  /** How many chat requests run or wait. */
  public int requestsUnderWay() {
    return runs.underWay();
  }

  /** Takes nothing new, lets what runs finish within the grace time, and stops. */
  @Override
  public void close() {
    http.stopAccepting();
    runs.stop(settings.grace());
    watch.close();
    http.close();
  }
}
