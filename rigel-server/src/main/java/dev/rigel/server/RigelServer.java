package dev.rigel.server;

import dev.rigel.agent.port.ArtifactUrls;
import dev.rigel.agent.port.SessionStore;
import dev.rigel.media.MediaFormat;
import dev.rigel.protocol.HealthStatus;
import dev.rigel.protocol.Toolsets;
import dev.rigel.server.execution.ExecutionRoutes;
import dev.rigel.server.execution.SkillEndpoints;
import dev.rigel.server.http.ApiKeys;
import dev.rigel.server.http.ClientWatch;
import dev.rigel.server.http.Exchange;
import dev.rigel.server.http.HttpServer;
import dev.rigel.server.http.KeyLimits;
import dev.rigel.server.http.Router;
import dev.rigel.server.http.Router.Access;
import dev.rigel.server.http.Turnstile;
import dev.rigel.server.mcp.McpEndpoint;
import dev.rigel.server.openapi.OpenApi;
import dev.rigel.server.resource.ResourceRoutes;
import dev.rigel.server.resource.Resources;
import dev.rigel.server.settings.RigelSettings;
import dev.rigel.server.settings.RigelSettings.ServerSettings;
import dev.rigel.server.signed.AdministrationTokens;
import dev.rigel.server.signed.FileUrls;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** Rigel over HTTP: every route of this version, before any agent. */
public final class RigelServer implements AutoCloseable {
  private final ServerSettings settings;
  private final Runs runs;
  private final ClientWatch watch;
  private final HttpServer http;
  private final Router router;

  /**
   * @param preparing what is still being made ready, in words; asked for with each health call
   */
  public RigelServer(
      RigelSettings settings,
      Services services,
      Resources resources,
      ExecutionServices executions,
      SignedUrls signedUrls,
      Supplier<List<String>> preparing) {
    this.settings = settings.server();
    Clock clock = Clock.systemUTC();
    Admission admission = new Admission(this.settings.running(), this.settings.waiting());
    Turnstile turnstile = turnstile(admission);
    this.runs = new Runs(services.agent(), admission, this.settings.chatTime());
    this.watch = new ClientWatch();
    SessionStore sessions = resources.sessions();
    ApiKeys keys =
        new ApiKeys(
            this.settings.apiKeys(),
            resources.keys(),
            new AdministrationTokens(signedUrls.tokens())::isGood);
    KeyLimits limits = new KeyLimits(sessions::creditsSince, clock);
    // Servers of tools that did not answer are named too: the request is told why.
    Toolsets toolsets =
        Toolsets.BUILT_IN.and(
            settings.mcpServers().stream().map(RigelSettings.McpServer::name).toList());
    this.router = chatRoutes(sessions, toolsets, preparing);
    new ResourceRoutes(
            new ResourceRoutes.Parts(
                this.settings,
                resources,
                services.programs(),
                services.models(),
                turnstile,
                watch,
                keys,
                limits,
                new FileUrls(signedUrls.tokens()),
                signedUrls::verify,
                (exchange, target) -> sendSkill(executions.skillEndpoints(), exchange, target),
                head -> MediaFormat.of(head).mediaType(),
                settings.folders().data().resolve("tmp").resolve("uploads"),
                clock))
        .addTo(router);
    ExecutionRoutes.addTo(
        router,
        new ExecutionRoutes.Parts(
            executions.agents(),
            executions.executions(),
            executions.skillEndpoints(),
            toolsets,
            turnstile,
            watch,
            this.settings.keepAlive(),
            this.settings.chatTime()));
    router.addRun(
        "POST",
        "/mcp",
        new McpEndpoint(
                new McpEndpoint.Parts(
                    services.programs(),
                    turnstile(admission),
                    watch,
                    this.settings.chatTime(),
                    this.settings.keepAlive()))
            ::handle);
    this.http = new HttpServer(this.settings, router, keys, limits);
  }

  /** Signed URLs of skills are answered by theirs. */
  private static boolean sendSkill(
      SkillEndpoints skills, Exchange exchange, ArtifactUrls.Target target) {
    if (!SkillEndpoints.owns(target)) {
      return false;
    }
    skills.sendSigned(exchange, target);
    return true;
  }

  private Router chatRoutes(
      SessionStore sessions, Toolsets toolsets, Supplier<List<String>> preparing) {
    ChatEndpoint chat = new ChatEndpoint(runs, sessions, toolsets, watch, settings.keepAlive());
    OpenApi openApi = new OpenApi();
    Router.Handler health =
        exchange -> exchange.send(200, new HealthStatus(Version.NUMBER, preparing.get()).toJson());
    return new Router()
        .addRun("POST", "/v1/openai/chat/completions", chat::handle)
        .addRun("POST", "/v1/chat/completions", chat::handle)
        .add("GET", "/health", Access.KEY_IF_SENT, health)
        .add("GET", "/v1/health", Access.KEY_IF_SENT, health)
        .add("GET", "/openapi.json", Access.OPEN, openApi::sendJson)
        .add("GET", "/docs", Access.OPEN, openApi::sendPage);
  }

  /** Programs, and runs that clients wait for, work and wait among the chats. */
  private static Turnstile turnstile(Admission admission) {
    return (tenant, cancellation) -> {
      Admission.Ticket ticket = admission.enter(tenant);
      try {
        ticket.awaitTurn(cancellation);
      } catch (RuntimeException e) {
        ticket.close();
        throw e;
      }
      return ticket::close;
    };
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

  /** Every route as method and pattern. */
  List<String> routes() {
    return router.patterns();
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
