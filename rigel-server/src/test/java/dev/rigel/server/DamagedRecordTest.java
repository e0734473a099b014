package dev.rigel.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.agent.port.StoredExecution;
import dev.rigel.agent.port.StoredMessage;
import dev.rigel.agent.port.TurnRecord;
import dev.rigel.agent.port.TurnUsage;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A record that was torn on the disk: it alone is lost, and nobody's request is blamed. */
class DamagedRecordTest {
  private static final String TORN = "{\"role\":\"user\",\"te";

  private final String whole = UUID.randomUUID().toString();
  private final String damaged = UUID.randomUUID().toString();
  private ServerFixture fixture;

  @BeforeEach
  void store() throws Exception {
    fixture = new ServerFixture();
    turn(whole);
    turn(damaged);
  }

  @AfterEach
  void close() throws Exception {
    fixture.close();
  }

  private void turn(String session) {
    fixture
        .store
        .sessions()
        .commit(
            new TurnRecord(
                "local",
                session,
                "chatcmpl-" + session,
                Instant.now(),
                false,
                List.of(new StoredMessage("user", "{\"role\":\"user\",\"text\":\"hi\"}", "")),
                List.of(),
                "",
                "{}",
                "{}",
                TurnUsage.NONE,
                Optional.empty()));
  }

  private void damage(String statement, String id) throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + fixture.folder().resolve("rigel.db"));
        PreparedStatement update = connection.prepareStatement(statement)) {
      update.setString(1, TORN);
      update.setString(2, id);
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }

  private void assertDamaged(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(500);
    assertThat(response.body()).contains("\"code\":\"internal\"", "damaged");
  }

  @Test
  void robustness53_aTornAnswerIsToldAndTheOthersAreThere() throws Exception {
    damage("UPDATE turn SET answer = ? WHERE completion = ?", "chatcmpl-" + damaged);
    assertDamaged(fixture.get("/v1/runs/chatcmpl-" + damaged));
    assertThat(fixture.get("/v1/runs/chatcmpl-" + whole).statusCode()).isEqualTo(200);
    assertThat(fixture.get("/v1/sessions/" + damaged).statusCode()).isEqualTo(200);
  }

  @Test
  void robustness53_aTornMessageLeavesTheOtherSessionsAndCanBeDeleted() throws Exception {
    damage(
        "UPDATE message SET json = ? WHERE session = (SELECT key FROM session WHERE id = ?)",
        damaged);
    assertDamaged(fixture.get("/v1/sessions/" + damaged));
    assertThat(fixture.get("/v1/sessions/" + whole).statusCode()).isEqualTo(200);
    assertThat(ServerFixture.json(fixture.get("/v1/sessions"))).hasSize(2);
    assertThat(fixture.delete("/v1/sessions/" + damaged).statusCode()).isEqualTo(200);
  }

  @Test
  void robustness53_aTornRunDoesNotHideTheOthersInTheList() throws Exception {
    for (String id : List.of(whole, damaged)) {
      fixture
          .store
          .executions()
          .add(
              new StoredExecution(
                  "local",
                  id,
                  StoredExecution.Kind.EXECUTION,
                  "",
                  "",
                  "{}",
                  "http://localhost",
                  StoredExecution.Status.COMPLETED,
                  Optional.of("{\"text\":\"done\"}"),
                  "{}",
                  Optional.empty(),
                  Optional.empty(),
                  1,
                  Instant.now(),
                  Optional.of(Instant.now())));
    }
    damage("UPDATE execution SET response = ? WHERE id = ?", damaged);
    HttpResponse<String> list = fixture.get("/v1/agent/executions");
    assertThat(list.statusCode()).as(list.body()).isEqualTo(200);
    assertThat(list.body()).contains(whole, damaged, "The record of this run is damaged");
    assertThat(fixture.get("/v1/agent/executions/" + whole).body()).contains("\"text\":\"done\"");
  }
}
