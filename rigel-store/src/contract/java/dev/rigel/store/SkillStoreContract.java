package dev.rigel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.agent.port.SkillStore;
import dev.rigel.agent.port.SkillStore.Order;
import dev.rigel.agent.port.StoredSkill;
import dev.rigel.base.RigelException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every skill store keeps to. */
abstract class SkillStoreContract {
  private static final Instant AT = Instant.parse("2026-11-01T10:00:00.123456Z");

  abstract Storage storage();

  private SkillStore skills() {
    return storage().store().skills();
  }

  @Test
  void keepsASkill() {
    StoredSkill skill = skill("anna", "1", "invoice", "v1", 0);
    skills().add(skill);

    assertThat(skills().byId("anna", "1", Optional.empty())).contains(skill);
    assertThat(skills().byName("anna", "invoice", Optional.of("v1"))).contains(skill);
    assertThat(storage().reopened().skills().byId("anna", "1", Optional.of("v1"))).contains(skill);
    assertThat(skills().byId("anna", "2", Optional.empty())).isEmpty();
    assertThat(skills().byName("anna", "Invoice", Optional.empty())).isEmpty();
    assertThat(skills().byName("anna", "invoice", Optional.of("v2"))).isEmpty();
  }

  @Test
  void keepsVersionsAndKnowsTheLatest() {
    skills().add(skill("anna", "1", "invoice", "v1", 0));
    skills().add(skill("anna", "1", "invoice", "v2", 60));

    // A skill is as old as its first version.
    StoredSkill second =
        new StoredSkill(
            "anna", "1", "invoice", "v2", "what v2 does", "blob v2", AT, AT.plusSeconds(60));
    assertThat(skills().byId("anna", "1", Optional.empty())).contains(second);
    assertThat(skills().byName("anna", "invoice", Optional.empty())).contains(second);
    assertThat(skills().byName("anna", "invoice", Optional.of("v1")))
        .contains(skill("anna", "1", "invoice", "v1", 0));
  }

  @Test
  void replacesAVersionThatComesAgain() {
    skills().add(skill("anna", "1", "invoice", "v1", 0));
    StoredSkill again = new StoredSkill("anna", "1", "invoice", "v1", "other", "blob", AT, AT);
    skills().add(again);
    assertThat(skills().skills("anna", Order.NAME, false, false, 0, 10)).containsExactly(again);
  }

  @Test
  void refusesTheNameOfAnotherSkill() {
    skills().add(skill("anna", "1", "invoice", "v1", 0));
    assertThatThrownBy(() -> skills().add(skill("anna", "2", "invoice", "v1", 0)))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("invoice");
    assertThat(skills().byId("anna", "2", Optional.empty())).isEmpty();
  }

  @Test
  void robustness12_hidesASkillFromOtherTenants() {
    skills().add(skill("anna", "1", "invoice", "v1", 0));
    skills().add(skill("bert", "1", "invoice", "v9", 0));

    assertThat(skills().byId("bert", "1", Optional.of("v1"))).isEmpty();
    assertThat(skills().byName("bert", "invoice", Optional.of("v1"))).isEmpty();
    assertThat(skills().delete("bert", "1")).isTrue();
    assertThat(skills().byId("anna", "1", Optional.empty())).isPresent();
    assertThat(skills().skills("bert", Order.NAME, false, false, 0, 10)).isEmpty();
  }

  @Test
  void listsInTheOrderAskedFor() {
    skills().add(skill("anna", "1", "b", "v1", 0));
    skills().add(skill("anna", "2", "C", "v1", 10));
    skills().add(skill("anna", "3", "a", "v1", 20));
    skills().add(skill("anna", "1", "b", "v2", 30));

    assertThat(ids(Order.CREATED_AT, false, true)).containsExactly("1 v2", "2 v1", "3 v1");
    assertThat(ids(Order.CREATED_AT, true, true)).containsExactly("3 v1", "2 v1", "1 v2");
    assertThat(ids(Order.UPDATED_AT, true, true)).containsExactly("1 v2", "3 v1", "2 v1");
    assertThat(ids(Order.UPDATED_AT, false, false)).containsExactly("1 v1", "2 v1", "3 v1", "1 v2");
    // By code point, wherever the store is.
    assertThat(ids(Order.NAME, false, false)).containsExactly("2 v1", "3 v1", "1 v1", "1 v2");
    assertThat(skills().skills("anna", Order.UPDATED_AT, false, false, 1, 2))
        .extracting(StoredSkill::id)
        .containsExactly("2", "3");
  }

  private List<String> ids(Order order, boolean descending, boolean latestOnly) {
    return skills().skills("anna", order, descending, latestOnly, 0, 10).stream()
        .map(skill -> skill.id() + " " + skill.version())
        .toList();
  }

  @Test
  void deletesASkillWithItsVersions() {
    skills().add(skill("anna", "1", "invoice", "v1", 0));
    skills().add(skill("anna", "1", "invoice", "v2", 60));

    assertThat(skills().delete("anna", "1")).isTrue();
    assertThat(skills().delete("anna", "1")).isFalse();
    assertThat(skills().byId("anna", "1", Optional.of("v1"))).isEmpty();
    skills().add(skill("anna", "2", "invoice", "v1", 0));
    assertThat(skills().byName("anna", "invoice", Optional.of("v2"))).isEmpty();
  }

  private static StoredSkill skill(
      String tenant, String id, String name, String version, int seconds) {
    return new StoredSkill(
        tenant,
        id,
        name,
        version,
        "what " + version + " does",
        "blob " + version,
        AT.plusSeconds(seconds),
        AT.plusSeconds(seconds));
  }
}
