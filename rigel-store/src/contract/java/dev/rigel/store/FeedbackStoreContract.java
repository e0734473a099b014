package dev.rigel.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.agent.port.FeedbackStore;
import dev.rigel.agent.port.StoredFeedback;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of feedback keeps to. */
abstract class FeedbackStoreContract {
  private static final Instant AT = Instant.parse("2026-11-01T10:00:00.123456Z");

  abstract Storage storage();

  private FeedbackStore feedback() {
    return storage().store().feedback();
  }

  @Test
  void keepsFeedbackNewestFirst() {
    StoredFeedback first = said("anna", "1", "chat", "run", Optional.of("{\"good\":true}"), 0);
    StoredFeedback second = said("anna", "2", "chat", "run", Optional.empty(), 1);
    feedback().add(first);
    feedback().add(second);

    assertThat(feedback().of("anna", "chat", "run", 0, 10)).containsExactly(second, first);
    assertThat(feedback().of("anna", "chat", "run", 1, 10)).containsExactly(first);
    assertThat(storage().reopened().feedback().of("anna", "chat", "run", 0, 1))
        .containsExactly(second);
  }

  @Test
  void tellsTypesEntitiesAndTenantsApart() {
    feedback().add(said("anna", "1", "chat", "run", Optional.empty(), 0));

    assertThat(feedback().of("bert", "chat", "run", 0, 10)).isEmpty();
    assertThat(feedback().of("anna", "request", "run", 0, 10)).isEmpty();
    assertThat(feedback().of("anna", "chat", "other", 0, 10)).isEmpty();
  }

  private static StoredFeedback said(
      String tenant,
      String id,
      String type,
      String entity,
      Optional<String> response,
      int seconds) {
    return new StoredFeedback(
        tenant, id, type, entity, response, Optional.of("notes"), AT.plusSeconds(seconds));
  }
}
