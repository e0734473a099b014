package dev.rigel.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a file is uploaded for. Kept and given back; nothing depends on it. */
public enum FilePurpose {
  FINE_TUNE("fine-tune"),
  ASSISTANTS("assistants"),
  ASSISTANTS_OUTPUT("assistants_output"),
  BATCH("batch"),
  BATCH_OUTPUT("batch_output"),
  VISION("vision"),
  DATASETS("datasets");

  private final String wireName;

  FilePurpose(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  public static Optional<FilePurpose> of(String wireName) {
    return Arrays.stream(values()).filter(p -> p.wireName.equals(wireName)).findFirst();
  }

  /** The accepted words, in order. */
  public static List<String> wireNames() {
    return Arrays.stream(values()).map(FilePurpose::wireName).toList();
  }
}
