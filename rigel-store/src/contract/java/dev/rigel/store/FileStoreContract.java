package dev.rigel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.agent.port.FileStore;
import dev.rigel.agent.port.StoredFile;
import dev.rigel.base.RigelException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every file store keeps to. */
abstract class FileStoreContract {
  private static final Instant AT = Instant.parse("2026-11-01T10:00:00.123456Z");
  private static final String MD5 = "d41d8cd98f00b204e9800998ecf8427e";

  abstract Storage storage();

  private FileStore files() {
    return storage().store().files();
  }

  @Test
  void keepsAFile() {
    StoredFile file = complete("anna", "one", AT);
    files().add(file);

    assertThat(files().file("anna", "one")).contains(file);
    assertThat(files().file("anna", "two")).isEmpty();
    assertThat(storage().reopened().files().file("anna", "one")).contains(file);
  }

  @Test
  void robustness12_hidesAFileFromOtherTenants() {
    files().add(complete("anna", "one", AT));

    assertThat(files().file("bert", "one")).isEmpty();
    assertThat(files().byMd5("bert", MD5)).isEmpty();
    assertThat(files().files("bert", 0, 10)).isEmpty();
    assertThat(files().share("bert", "one", true)).isFalse();
    assertThat(files().delete("bert", "one")).isEmpty();
    assertThat(files().complete("bert", "one", "blob", 1, MD5, "image/png")).isFalse();

    files().add(complete("bert", "one", AT.plusSeconds(1)));
    assertThat(files().file("anna", "one")).contains(complete("anna", "one", AT));
  }

  @Test
  void refusesASecondFileOfAnId() {
    files().add(complete("anna", "one", AT));
    assertThatThrownBy(() -> files().add(announced("anna", "one", AT)))
        .isInstanceOf(RigelException.class);
    assertThat(files().file("anna", "one")).contains(complete("anna", "one", AT));
  }

  @Test
  void listsCompleteFilesNewestFirst() {
    for (int i = 0; i < 4; i++) {
      // Two of the same time: the one added last is the newer.
      files().add(complete("anna", "file" + i, AT.plusSeconds(i / 2)));
    }
    files().add(announced("anna", "coming", AT.plusSeconds(9)));

    assertThat(files().files("anna", 0, 10))
        .extracting(StoredFile::id)
        .containsExactly("file3", "file2", "file1", "file0");
    assertThat(files().files("anna", 1, 2))
        .extracting(StoredFile::id)
        .containsExactly("file2", "file1");
  }

  @Test
  void findsTheNewestFileOfAContent() {
    files().add(complete("anna", "new", AT.plusSeconds(1)));
    files().add(complete("anna", "old", AT));

    assertThat(files().byMd5("anna", MD5)).map(StoredFile::id).contains("new");
    assertThat(files().byMd5("anna", "other")).isEmpty();
  }

  @Test
  void givesAnAnnouncedFileItsContentOnce() {
    files().add(announced("anna", "one", AT));
    assertThat(files().byMd5("anna", MD5)).isEmpty();

    assertThat(files().complete("anna", "one", "blob", 3_000_000_000L, MD5, "image/png")).isTrue();
    StoredFile complete = files().file("anna", "one").orElseThrow();
    assertThat(complete.blob()).contains("blob");
    assertThat(complete.size()).isEqualTo(3_000_000_000L);
    assertThat(complete.md5()).contains(MD5);
    assertThat(complete.mediaType()).isEqualTo("image/png");

    assertThat(files().complete("anna", "one", "blob", 3_000_000_000L, MD5, "image/png"))
        .as("the same again")
        .isTrue();
    assertThat(files().complete("anna", "one", "other", 1, "md5", "image/gif")).isFalse();
    assertThat(files().complete("anna", "two", "other", 1, "md5", "image/gif")).isFalse();
    assertThat(files().file("anna", "one")).contains(complete);
  }

  @Test
  void sharesAFileAndTakesItBack() {
    files().add(complete("anna", "one", AT));
    assertThat(files().share("anna", "one", true)).isTrue();
    assertThat(files().file("anna", "one").orElseThrow().shared()).isTrue();
    assertThat(files().share("anna", "one", false)).isTrue();
    assertThat(files().file("anna", "one").orElseThrow().shared()).isFalse();
    assertThat(files().share("anna", "two", true)).isFalse();
  }

  @Test
  void robustness51_deletesAFileOnce() {
    files().add(complete("anna", "one", AT));
    files().add(complete("anna", "two", AT));

    assertThat(files().delete("anna", "one")).contains(complete("anna", "one", AT));
    assertThat(files().delete("anna", "one")).isEmpty();
    assertThat(files().file("anna", "one")).isEmpty();
    assertThat(files().byMd5("anna", MD5)).map(StoredFile::id).contains("two");
  }

  @Test
  void keepsEveryCharacter() {
    StoredFile strange =
        new StoredFile(
            "an'na",
            "o;ne",
            "'; DROP TABLE file; -- 漢 😀 \u0000 \uE000 \uE0000.png",
            "%_\\",
            "image/png",
            Optional.empty(),
            0,
            Optional.empty(),
            false,
            AT);
    files().add(strange);
    assertThat(files().file("an'na", "o;ne")).contains(strange);
    assertThat(files().file("an'na\u0000", "o;ne")).isEmpty();
  }

  private static StoredFile complete(String tenant, String id, Instant at) {
    return new StoredFile(
        tenant,
        id,
        "cat.png",
        "assistants",
        "image/png",
        Optional.of("the blob"),
        12,
        Optional.of(MD5),
        false,
        at);
  }

  private static StoredFile announced(String tenant, String id, Instant at) {
    return new StoredFile(
        tenant,
        id,
        "cat.png",
        "assistants",
        "image/png",
        Optional.empty(),
        0,
        Optional.empty(),
        false,
        at);
  }
}
