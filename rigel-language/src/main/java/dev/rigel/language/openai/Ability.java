package dev.rigel.language.openai;

/** What an endpoint's model may be able to do beyond writing text; found out by asking it. */
public enum Ability {
  /** Sees pictures. */
  VISION("vision"),
  /** Is held to a JSON schema by {@code response_format}. */
  JSON_SCHEMA("json schema"),
  /** Is held to a GBNF grammar by {@code grammar}. */
  GRAMMAR("grammar"),
  /** Tells the log-probabilities of its tokens. */
  LOG_PROBABILITIES("logprobs"),
  /** Calls functions by {@code tools}. */
  TOOL_CALLS("tool calls"),
  /**
   * Is another Rigel's language model: it builds the constraint of a program or a choice from data
   * ({@code guided_program}, {@code guided_choice}), goes on with the last message ({@code
   * continue_final_message}) and keeps the state of fixed ones ({@code fixed_messages}).
   */
  GUIDANCE("guided writing");

  private final String words;

  Ability(String words) {
    this.words = words;
  }

  /** As a reader is told. */
  public String words() {
    return words;
  }
}
