package dev.rigel.agent.skill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Zips that were made to do harm, or that two programs would read in two ways. */
class HostileSkillTest {
  private static RigelException refusal(byte[] zip) {
    return catchThrowableOfType(RigelException.class, () -> SkillFolderReader.read(zip));
  }

  private static void assertRefused(byte[] zip, String... words) {
    RigelException refusal = refusal(zip);
    assertThat(refusal).isNotNull();
    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(refusal.getMessage()).contains(words);
  }

  private static void assertTooLarge(byte[] zip) {
    RigelException refusal = refusal(zip);
    assertThat(refusal).isNotNull();
    assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../outside.txt",
        "a/../../outside.txt",
        "a/..",
        "./SKILL.txt",
        "a//b.txt",
        "/etc/passwd",
        "C:/Windows/win.ini",
        "new\nline.txt",
      })
  void robustness50_refusesPathsThatLeadOut(String path) {
    assertRefused(Zips.withSkill().add(path, "x").bytes(), "refused");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a!b.txt", "..!outside.txt", "a/b!c.txt"})
  void robustness50_refusesBackslashes(String path) {
    byte[] zip = Zips.withSkill().add(path, "x").bytes();
    byte[] name = path.getBytes(StandardCharsets.US_ASCII);
    // The library that writes would make slashes of them.
    for (int at : new int[] {indexOf(zip, name), lastIndexOf(zip, name)}) {
      zip[at + path.indexOf('!')] = '\\';
    }
    assertRefused(zip, "refused");
  }

  @ParameterizedTest
  @ValueSource(ints = {0120777, 0020666, 0060666, 0010644, 0140755})
  void robustness50_refusesLinksAndDevices(int mode) {
    assertRefused(
        Zips.withSkill().addWithMode("resources/it", mode, "/etc/passwd").bytes(),
        "«resources/it»",
        "link or a device");
  }

  @Test
  void robustness50_refusesHardLinks() {
    assertRefused(
        Zips.withSkill().addHardLink("resources/it", "/etc/passwd").bytes(), "link or a device");
  }

  @Test
  void takesOrdinaryModes() {
    byte[] zip =
        Zips.withSkill()
            .addWithMode("run.sh", 0100755, "echo")
            .addWithMode("resources/", 040755, "")
            .bytes();
    assertThat(SkillFolderReader.read(zip).name()).contains("invoice-reader");
  }

  @Test
  void robustness50_refusesNamesThatCollide() {
    assertRefused(Zips.withSkill().add("skill.md", "other").bytes(), "twice");
    assertRefused(Zips.withSkill().add("SKILL.md", "other").bytes(), "twice");
    assertRefused(Zips.of("SKILL.md", Zips.SKILL, "a", "file", "a/b", "inside"), "twice");
    assertRefused(Zips.of("SKILL.md", Zips.SKILL, "A/x", "1", "a/y", "2"), "twice");
    // One letter, written as one character and as two.
    assertRefused(Zips.of("SKILL.md", Zips.SKILL, "\u00e9", "1", "e\u0301", "2"), "twice");
  }

  @Test
  void robustness50_refusesMoreEntriesThanASkillHas() {
    Zips zips = Zips.withSkill();
    for (int i = 0; i < 100_000; i++) {
      zips.add("f/" + i, "");
    }
    byte[] zip = zips.bytes();
    assertThat(zip.length).isLessThan(SkillArchive.MOST_BYTES);
    assertTooLarge(zip);
  }

  @Test
  void robustness50_refusesBombs() {
    Zips zips = Zips.withSkill();
    for (int i = 0; i < 9; i++) {
      zips.addZeros("zeros" + i, 8 * 1024 * 1024);
    }
    byte[] zip = zips.bytes();
    assertThat(zip.length).isLessThan(1024 * 1024);
    assertTooLarge(zip);
  }

  @Test
  void robustness50_refusesATextThatIsTooLong() {
    assertTooLarge(Zips.withSkill().addZeros("schema.json", 2 * 1024 * 1024).bytes());
  }

  @Test
  void robustness50_refusesAZipThatIsTooLarge() {
    byte[] noise = new byte[SkillArchive.MOST_BYTES + 1];
    new Random(1).nextBytes(noise);
    assertTooLarge(noise);
  }

  @Test
  void robustness50_refusesAWrongChecksum() {
    byte[] zip = Zips.withSkill().addStored("notes.txt", "the original text").bytes();
    int at = indexOf(zip, "the original text".getBytes(StandardCharsets.US_ASCII));
    zip[at] = 'T';
    assertRefused(zip, "«notes.txt»", "damaged");
  }

  @Test
  void robustness50_refusesAWrongSize() {
    byte[] zip = Zips.withSkill().addStored("notes.txt", "seventeen letters").bytes();
    // The size in the central directory, which comes after all contents.
    byte[] size = {17, 0, 0, 0, 17, 0, 0, 0};
    int at = lastIndexOf(zip, size);
    zip[at + 4] = 16;
    assertThat(refusal(zip)).isNotNull();
  }

  @Test
  void robustness50_refusesAZipWithoutSkillFile() {
    assertRefused(Zips.of("README.md", "hello"), "no SKILL.md");
    assertRefused(Zips.of("deep/down/SKILL.md", Zips.SKILL), "no SKILL.md");
    assertRefused(Zips.of("a/SKILL.md", Zips.SKILL, "b/SKILL.md", Zips.SKILL), "no SKILL.md");
  }

  @Test
  void robustness50_doesNotUnfoldYamlThatRefersToItself() {
    String bomb =
        """
        a: &a [x, x, x, x, x, x, x, x, x]
        b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
        c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
        d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]
        toolsets: *d
        """;
    assertRefused(Zips.withSkill().add("vlmrun.yaml", bomb).bytes(), "vlmrun.yaml", "aliases");
    assertThat(
            SkillFolderReader.read(Zips.of("SKILL.md", "---\nname: plain\n" + bomb + "---\nbody"))
                .name())
        .contains("plain");
  }

  @Test
  void robustness50_refusesYamlThatIsNestedWithoutEnd() {
    assertRefused(
        Zips.withSkill().add("vlmrun.yaml", "a: " + "[".repeat(100_000)).bytes(), "vlmrun.yaml");
  }

  @Test
  void robustness50_refusesWhatIsNoText() {
    assertRefused(Zips.of("SKILL.md", "---\nname: x\n---\nnul \0 inside"), "SKILL.md", "NUL");
    assertRefused(Zips.withSkill().add("schema.json", "{nothing").bytes(), "schema.json");
    assertRefused(
        Zips.withSkill()
            .add("schema.json", "{\"$ref\": \"https://example.com/schema.json\"}")
            .bytes(),
        "schema.json");
  }

  @Test
  void robustness50_refusesWhatIsNoZip() {
    assertRefused(new byte[0], "not a zip");
    assertRefused("PK but nothing more".getBytes(StandardCharsets.US_ASCII), "not a zip");
    byte[] half = Zips.withSkill().bytes();
    assertRefused(Arrays.copyOf(half, half.length / 2), "not a zip");
  }

  @Test
  void damagedZipsAreRefusedAndNothingElse() {
    byte[] whole =
        Zips.withSkill().add("schema.json", "{}").add("vlmrun.yaml", "toolsets: [core]").bytes();
    Random random = new Random(50);
    int refused = 0;
    for (int i = 0; i < 3_000; i++) {
      byte[] damaged = whole.clone();
      for (int j = 0; j <= random.nextInt(4); j++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        SkillFolderReader.read(damaged);
      } catch (RigelException e) {
        assertThat(e.code()).isIn(ErrorCode.INVALID_REQUEST, ErrorCode.TOO_LARGE);
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(1_000);
  }

  private static int indexOf(byte[] all, byte[] part) {
    for (int i = 0; i + part.length <= all.length; i++) {
      if (Arrays.equals(Arrays.copyOfRange(all, i, i + part.length), part)) {
        return i;
      }
    }
    throw new AssertionError("not there");
  }

  private static int lastIndexOf(byte[] all, byte[] part) {
    for (int i = all.length - part.length; i >= 0; i--) {
      if (Arrays.equals(Arrays.copyOfRange(all, i, i + part.length), part)) {
        return i;
      }
    }
    throw new AssertionError("not there");
  }
}
