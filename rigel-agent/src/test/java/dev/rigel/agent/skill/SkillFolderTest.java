package dev.rigel.agent.skill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rigel.base.RigelException;
import org.junit.jupiter.api.Test;

class SkillFolderTest {
  private static final String RUN =
      """
      apiVersion: vlm.run/v1alpha
      metadata: {}
      model: vlmrun-orion-1:pro
      toolsets: [core, document]
      graph: |
        stateDiagram-v2
          [*] --> ReadPages
          ReadPages: read all pages
          ReadPages --> FindTotal
          FindTotal: find the total
          FindTotal --> Check
          Check --> FindTotal: the sum is wrong
          Check --> [*]: the sum is right
      plan: First the pages, then the sums.
      """;

  @Test
  void readsEverythingThatASkillSays() {
    SkillFolder skill =
        SkillFolderReader.read(
            Zips.of(
                "SKILL.md",
                Zips.SKILL,
                "schema.json",
                "{\"type\":\"object\",\"properties\":{\"total\":{\"type\":\"number\"}}}",
                "vlmrun.yaml",
                RUN,
                "resources/notes.md",
                "notes"));

    assertThat(skill.name()).contains("invoice-reader");
    assertThat(skill.description()).isEqualTo("Reads invoices");
    assertThat(skill.body()).startsWith("# Invoices").doesNotContain("---");
    assertThat(skill.schema().orElseThrow().path("properties").has("total")).isTrue();
    assertThat(skill.model()).contains("vlmrun-orion-1:pro");
    assertThat(skill.toolsets()).containsExactly("core", "document");
  }

  @Test
  void tellsTheGraphAndThePlanInWords() {
    ActiveSkill active =
        SkillFolderReader.read(Zips.of("SKILL.md", Zips.SKILL, "vlmrun.yaml", RUN))
            .active("reader");

    assertThat(active.name()).isEqualTo("reader");
    assertThat(active.instructions())
        .startsWith("# Invoices")
        .endsWith("Plan:\nFirst the pages, then the sums.");
    assertThat(active.graph())
        .contains(
            """
            1. Read Pages: read all pages
            2. Find Total: find the total
            3. Check. Then Find Total (the sum is wrong) or the end (the sum is right)\
            """);
  }

  @Test
  void readsAZipOfTheFolderItself() {
    SkillFolder skill =
        SkillFolderReader.read(
            Zips.of(
                "reader/SKILL.md",
                Zips.SKILL,
                "reader/schema.json",
                "{\"type\":\"object\"}",
                "__MACOSX/reader/._SKILL.md",
                "junk"));
    assertThat(skill.name()).contains("invoice-reader");
    assertThat(skill.schema()).isPresent();
  }

  @Test
  void readsFrontMatterThatIsNoYaml() {
    SkillFolder skill =
        SkillFolderReader.read(
            Zips.of(
                "SKILL.md",
                "---\r\nname: 'quoted name'\r\ndescription: Use it so: first: this\r\n---\r\nbody"));
    assertThat(skill.name()).contains("quoted name");
    assertThat(skill.description()).isEqualTo("Use it so: first: this");
    assertThat(skill.body()).isEqualTo("body");
  }

  @Test
  void readsASkillWithoutFrontMatter() {
    SkillFolder skill = SkillFolderReader.read(Zips.of("SKILL.md", "Just do it."));
    assertThat(skill.name()).isEmpty();
    assertThat(skill.body()).isEqualTo("Just do it.");
  }

  @Test
  void saysWhichSettingIsWrong() {
    assertThat(refusal("toolsets: core")).contains("toolsets");
    assertThat(refusal("toolsets: [1]")).contains("toolsets");
    assertThat(refusal("model: [a]")).contains("model");
    assertThat(refusal("- a\n- b")).contains("vlmrun.yaml");
  }

  private static String refusal(String run) {
    byte[] zip = Zips.withSkill().add("vlmrun.yaml", run).bytes();
    return catchThrowableOfType(RigelException.class, () -> SkillFolderReader.read(zip))
        .getMessage();
  }

  @Test
  void tellsGraphsOfAllKinds() {
    assertThat(StateGraph.steps("")).isEmpty();
    assertThat(StateGraph.steps("nothing like a graph")).isEmpty();
    assertThat(
            StateGraph.steps(
                """
                stateDiagram-v2
                  direction LR
                  [*] --> a
                  a --> b
                  b --> [*]
                  state "look at the page" as a
                  b: write it down
                """))
        .containsExactly("a: look at the page", "b: write it down");
    // A circle ends, and a state that nothing leads to is told too.
    assertThat(StateGraph.steps("a --> b\nb --> a\nc: alone")).containsExactly("c: alone");
    assertThat(StateGraph.steps("[*] --> a\na --> b\nb --> a")).containsExactly("a", "b. Then a");
  }

  @Test
  void whatIsWrittenIsRead() {
    byte[] zip =
        SkillWriter.zip(
            "a-name", "says \"this\":\n and that", "Do it.", java.util.Optional.empty());
    SkillFolder skill = SkillFolderReader.read(zip);
    assertThat(skill.name()).contains("a-name");
    assertThat(skill.description()).isEqualTo("says \"this\": and that");
    assertThat(skill.body().strip()).isEqualTo("Do it.");
    assertThat(
            SkillWriter.zip(
                "a-name", "says \"this\":\n and that", "Do it.", java.util.Optional.empty()))
        .isEqualTo(zip);
  }
}
