package dev.rigel.server.resource;

import dev.rigel.agent.Caller;
import dev.rigel.agent.port.ProgramStore;
import dev.rigel.agent.port.SessionStore;
import dev.rigel.agent.port.StoredProgram;
import dev.rigel.agent.port.StoredTurn;
import dev.rigel.agent.program.CheckedProgram;
import dev.rigel.agent.program.ProgramRuns;
import dev.rigel.agent.program.Programs;
import dev.rigel.base.Budget;
import dev.rigel.base.CallScope;
import dev.rigel.base.Deadline;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.Deletion;
import dev.rigel.protocol.Json;
import dev.rigel.protocol.ProgramCheck;
import dev.rigel.protocol.ProgramCreation;
import dev.rigel.protocol.ProgramInfo;
import dev.rigel.protocol.ProgramInputs;
import dev.rigel.protocol.ProgramReader;
import dev.rigel.server.http.ClientWatch;
import dev.rigel.server.http.Exchange;
import dev.rigel.server.http.HeldAnswer;
import dev.rigel.server.http.Page;
import dev.rigel.server.http.QueryReader;
import dev.rigel.server.http.Turnstile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;

/** {@code /v1/programs}: programs that are kept, checked, and run again on new inputs. */
final class ProgramEndpoints {
  /**
   * What the endpoints work with.
   *
   * @param runTime the most that one run may take
   * @param keepAlive pause after which a silent answer says that it is still there
   */
  record Parts(
      ProgramRuns runs,
      ProgramStore store,
      SessionStore sessions,
      Turnstile turnstile,
      ClientWatch watch,
      Duration runTime,
      Duration keepAlive,
      Clock clock) {}

  private final Parts parts;

  ProgramEndpoints(Parts parts) {
    this.parts = parts;
  }

  void create(Exchange exchange) {
    ProgramCreation creation = ProgramReader.creation(exchange.json());
    String text =
        creation.text().orElseGet(() -> textOf(exchange.tenant(), creation.run().orElseThrow()));
    CheckedProgram checked = parts.runs().programs().checked(text, creation.parameters());
    checked.requireRight();
    String id = UUID.randomUUID().toString();
    StoredProgram program =
        new StoredProgram(
            exchange.tenant(),
            id,
            creation.name().orElse("program-" + id.substring(0, 8)),
            text,
            checked.parametersJson(),
            creation.run(),
            Instant.now(parts.clock()));
    parts.store().add(program);
    exchange.send(201, info(program).toJson());
  }

  private String textOf(String tenant, String run) {
    StoredTurn turn =
        Optional.of(run)
            .filter(PathIds::isPossible)
            .flatMap(id -> parts.sessions().turn(tenant, id))
            .orElseThrow(() -> PathIds.unknown("run", "run_id"));
    if (turn.program().isBlank()) {
      throw RigelException.invalid(
          "This run answered without a program: there is nothing to keep.", "run_id");
    }
    return turn.program();
  }

  void check(Exchange exchange) {
    ProgramCheck check = ProgramReader.check(exchange.json());
    exchange.send(
        200, parts.runs().programs().checked(check.text(), check.parameters()).verdict().toJson());
  }

  void list(Exchange exchange) {
    QueryReader query = new QueryReader(exchange);
    Page page = Page.bySkip(query);
    query.throwFaults();
    ArrayNode array = Json.array();
    parts
        .store()
        .programs(exchange.tenant(), page.skip(), page.limit())
        .forEach(program -> array.add(info(program).toJson()));
    exchange.send(200, array);
  }

  void get(Exchange exchange) {
    exchange.send(200, info(program(exchange)).toJson());
  }

  void delete(Exchange exchange) {
    String id = PathIds.id(exchange, "id", "program");
    if (!parts.store().delete(exchange.tenant(), id)) {
      throw PathIds.unknown("program");
    }
    exchange.send(200, new Deletion(id, "program").toJson());
  }

  void run(Exchange exchange) {
    StoredProgram program = program(exchange);
    byte[] body = exchange.body();
    ProgramInputs inputs =
        ProgramReader.inputs(body.length == 0 ? Json.object() : Json.parse(body));
    Caller caller = new Caller(exchange.tenant(), exchange.origin(), false);
    HeldAnswer.hold(
        exchange,
        parts.watch(),
        parts.keepAlive(),
        200,
        cancellation -> {
          try (Turnstile.Place _ = parts.turnstile().pass(caller.tenant(), cancellation)) {
            CallScope scope =
                new CallScope(Deadline.after(parts.runTime()), cancellation, Budget.standard());
            return parts.runs().run(program, inputs, caller, scope);
          }
        });
  }

  private StoredProgram program(Exchange exchange) {
    String id = PathIds.id(exchange, "id", "program");
    return parts
        .store()
        .program(exchange.tenant(), id)
        .orElseThrow(() -> PathIds.unknown("program"));
  }

  private static ProgramInfo info(StoredProgram program) {
    return new ProgramInfo(
        program.id(),
        program.name(),
        program.text(),
        Programs.parametersOf(program),
        program.run(),
        program.createdAt());
  }
}
