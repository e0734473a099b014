package dev.rigel.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.agent.port.ProgramStore;
import dev.rigel.agent.port.StoredProgram;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of programs keeps to. */
abstract class ProgramStoreContract {
  private static final Instant AT = Instant.parse("2026-11-01T10:00:00.123456Z");

  abstract Storage storage();

  private ProgramStore programs() {
    return storage().store().programs();
  }

  @Test
  void keepsAProgram() {
    StoredProgram program = program("anna", "1", 0);
    programs().add(program);

    assertThat(programs().program("anna", "1")).contains(program);
    assertThat(storage().reopened().programs().program("anna", "1")).contains(program);
    assertThat(programs().program("anna", "2")).isEmpty();
  }

  @Test
  void listsProgramsNewestFirst() {
    for (int i = 0; i < 4; i++) {
      programs().add(program("anna", "" + i, i));
    }
    assertThat(programs().programs("anna", 1, 2))
        .containsExactly(program("anna", "2", 2), program("anna", "1", 1));
  }

  @Test
  void robustness12_hidesAProgramFromOtherTenants() {
    programs().add(program("anna", "1", 0));
    assertThat(programs().program("bert", "1")).isEmpty();
    assertThat(programs().programs("bert", 0, 10)).isEmpty();
    assertThat(programs().delete("bert", "1")).isFalse();
    assertThat(programs().program("anna", "1")).isPresent();
  }

  @Test
  void deletesAProgramOnce() {
    programs().add(program("anna", "1", 0));
    assertThat(programs().delete("anna", "1")).isTrue();
    assertThat(programs().delete("anna", "1")).isFalse();
    assertThat(programs().program("anna", "1")).isEmpty();
  }

  private static StoredProgram program(String tenant, String id, int seconds) {
    return new StoredProgram(
        tenant,
        id,
        "count",
        "answer(len(detect(img1)))",
        "{\"img1\":\"Image\"}",
        seconds == 0 ? Optional.empty() : Optional.of("chatcmpl-" + seconds),
        AT.plusSeconds(seconds));
  }
}
