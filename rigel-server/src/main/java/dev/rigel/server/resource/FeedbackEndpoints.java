package dev.rigel.server.resource;

import dev.rigel.agent.port.ExecutionStore;
import dev.rigel.agent.port.FeedbackStore;
import dev.rigel.agent.port.SessionStore;
import dev.rigel.agent.port.StoredFeedback;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.FeedbackInfo;
import dev.rigel.protocol.FeedbackSubmission;
import dev.rigel.protocol.FeedbackType;
import dev.rigel.protocol.Json;
import dev.rigel.protocol.ResourceReader;
import dev.rigel.server.http.Exchange;
import dev.rigel.server.http.Page;
import dev.rigel.server.http.QueryReader;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** {@code /v1/feedback}: what people say of results. */
final class FeedbackEndpoints {
  private final FeedbackStore feedback;
  private final SessionStore sessions;
  private final ExecutionStore executions;
  private final Clock clock;

  FeedbackEndpoints(
      FeedbackStore feedback, SessionStore sessions, ExecutionStore executions, Clock clock) {
    this.feedback = feedback;
    this.sessions = sessions;
    this.executions = executions;
    this.clock = clock;
  }

  void submit(Exchange exchange) {
    FeedbackSubmission submission = ResourceReader.feedback(exchange.json());
    requireResult(exchange.tenant(), submission.type(), submission.entity());
    StoredFeedback stored =
        new StoredFeedback(
            exchange.tenant(),
            UUID.randomUUID().toString(),
            submission.type().wireName(),
            submission.entity(),
            submission.response().map(Json::text),
            submission.notes(),
            Instant.now(clock));
    feedback.add(stored);
    exchange.send(200, info(stored, submission.type()).receipt());
  }

  void list(Exchange exchange) {
    QueryReader query = new QueryReader(exchange);
    FeedbackType type =
        query.oneOf("type", FeedbackType.REQUEST, FeedbackType.wireNames(), FeedbackType::of);
    Page page = Page.byOffset(query, Page.USUAL);
    query.throwFaults();
    String entity = exchange.pathParameter("id");
    requireResult(exchange.tenant(), type, entity);
    List<FeedbackInfo> items =
        feedback.of(exchange.tenant(), type.wireName(), entity, page.skip(), page.limit()).stream()
            .map(stored -> info(stored, type))
            .toList();
    exchange.send(200, FeedbackInfo.list(type, entity, items));
  }

  private static FeedbackInfo info(StoredFeedback stored, FeedbackType type) {
    return new FeedbackInfo(
        stored.id(),
        type,
        stored.entity(),
        stored.createdAt(),
        stored.response().map(Json::parse),
        stored.notes());
  }

  private void requireResult(String tenant, FeedbackType type, String entity) {
    if (!PathIds.isPossible(entity) || !exists(tenant, type, entity)) {
      throw new RigelException(
          ErrorCode.NOT_FOUND, "There is no result with this id.", type.idField());
    }
  }

  /**
   * Clients that know one kind of feedback only use it for all; and none says whether a chat is its
   * answer or its session.
   */
  private boolean exists(String tenant, FeedbackType type, String entity) {
    boolean execution = executions.execution(tenant, entity).isPresent();
    return switch (type) {
      case AGENT_EXECUTION -> execution;
      case REQUEST -> execution || isChat(tenant, entity);
      case CHAT -> isChat(tenant, entity);
    };
  }

  private boolean isChat(String tenant, String entity) {
    return sessions.turn(tenant, entity).isPresent()
        || sessions.session(tenant, entity.toLowerCase(Locale.ROOT)).isPresent();
  }
}
