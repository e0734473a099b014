package dev.rigel.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.agent.port.AgentStore;
import dev.rigel.agent.port.StoredAgent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every agent store keeps to. */
abstract class AgentStoreContract {
  private static final Instant AT = Instant.parse("2026-11-01T10:00:00.123456Z");

  abstract Storage storage();

  private AgentStore agents() {
    return storage().store().agents();
  }

  @Test
  void keepsAnAgent() {
    StoredAgent agent = agent("anna", "1", "reader", "Read it.", 0);
    assertThat(agents().put(agent)).isEqualTo("1");

    assertThat(agents().byId("anna", "1")).contains(agent);
    assertThat(agents().byName("anna", "reader")).contains(agent);
    assertThat(agents().byPrompt("anna", "Read it.")).contains(agent);
    assertThat(storage().reopened().agents().byId("anna", "1")).contains(agent);

    assertThat(agents().byId("anna", "2")).isEmpty();
    assertThat(agents().byName("anna", "reade")).isEmpty();
    assertThat(agents().byPrompt("anna", "Read it")).isEmpty();
  }

  @Test
  void replacesTheAgentOfANameAndKeepsItsIdAndAge() {
    agents().put(agent("anna", "1", "reader", "Read it.", 0));
    assertThat(agents().put(agent("anna", "2", "reader", "Read all.", 60))).isEqualTo("1");

    assertThat(agents().agents("anna", 0, 10))
        .containsExactly(
            new StoredAgent(
                "anna",
                "1",
                "reader",
                "about reader",
                "Read all.",
                "{\"of\":\"reader\"}",
                AT,
                AT.plusSeconds(60)));
    assertThat(agents().byPrompt("anna", "Read it.")).isEmpty();
    assertThat(agents().byId("anna", "2")).isEmpty();
  }

  @Test
  void findsTheNewestOfANameAndAVersionExactly() {
    agents().put(agent("anna", "1", "reader:2", "Two.", 60));
    agents().put(agent("anna", "2", "reader:1", "One.", 30));
    agents().put(agent("anna", "3", "reader-of-mail:9", "Mail.", 90));

    assertThat(agents().byName("anna", "reader")).map(StoredAgent::id).contains("1");
    assertThat(agents().byName("anna", "reader:1")).map(StoredAgent::id).contains("2");
    assertThat(agents().byName("anna", "reader:3")).isEmpty();

    agents().put(agent("anna", "4", "reader", "Newest.", 120));
    assertThat(agents().byName("anna", "reader")).map(StoredAgent::id).contains("4");
  }

  @Test
  void findsAPromptOfAnyLength() {
    String prompt = "Read 漢 😀 \u0000. ".repeat(20_000);
    StoredAgent agent = agent("anna", "1", "reader", prompt, 0);
    agents().put(agent);
    assertThat(agents().byPrompt("anna", prompt)).contains(agent);
  }

  @Test
  void robustness12_hidesAnAgentFromOtherTenants() {
    agents().put(agent("anna", "1", "reader", "Read it.", 0));
    assertThat(agents().byId("bert", "1")).isEmpty();
    assertThat(agents().byName("bert", "reader")).isEmpty();
    assertThat(agents().byPrompt("bert", "Read it.")).isEmpty();
    assertThat(agents().agents("bert", 0, 10)).isEmpty();
    assertThat(agents().put(agent("bert", "2", "reader", "Own.", 0))).isEqualTo("2");
    assertThat(agents().byName("anna", "reader")).map(StoredAgent::prompt).contains("Read it.");
  }

  @Test
  void listsAgentsNewestFirst() {
    for (int i = 0; i < 4; i++) {
      agents().put(agent("anna", "" + i, "agent" + i, "Prompt " + i, i));
    }
    assertThat(agents().agents("anna", 1, 2)).extracting(StoredAgent::id).containsExactly("2", "1");
  }

  private static StoredAgent agent(
      String tenant, String id, String name, String prompt, int seconds) {
    return new StoredAgent(
        tenant,
        id,
        name,
        "about " + name,
        prompt,
        "{\"of\":\"" + name + "\"}",
        AT.plusSeconds(seconds),
        AT.plusSeconds(seconds));
  }
}
