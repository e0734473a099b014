package dev.rigel.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a feedback is about. */
public enum FeedbackType {
  /** A prediction. */
  REQUEST,
  AGENT_EXECUTION,
  /** A chat's answer, or its session. */
  CHAT;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The field that holds the id of what it is about, for example {@code chat_id}. */
  public String idField() {
    return wireName() + "_id";
  }

  public static Optional<FeedbackType> of(String wireName) {
    return Arrays.stream(values()).filter(type -> type.wireName().equals(wireName)).findFirst();
  }

  /** The accepted words, in order. */
  public static List<String> wireNames() {
    return Arrays.stream(values()).map(FeedbackType::wireName).toList();
  }
}
