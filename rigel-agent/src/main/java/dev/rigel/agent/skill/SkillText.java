package dev.rigel.agent.skill;

import dev.rigel.agent.port.Session;
import dev.rigel.agent.port.StoredMessage;
import dev.rigel.agent.turn.StoredMessages;
import dev.rigel.base.Hashes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words a skill's name, description and instructions from what a user wrote; no model is asked. */
final class SkillText {
  private static final int NAME_WORDS = 4;
  private static final int HASH_DIGITS = 6;
  private static final int LONGEST_DESCRIPTION = 200;
  private static final int LONGEST_EXAMPLE = 4_000;
  private static final int MOST_STEPS = 50;
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  private SkillText() {}

  /** A name from the first words, with digits of a hash of all, so that it is its text's own. */
  static String name(String text) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (words.size() < NAME_WORDS && word.find()) {
      words.add(word.group().length() <= 20 ? word.group() : word.group().substring(0, 20));
    }
    words.add(Hashes.sha256(text).substring(0, HASH_DIGITS));
    return String.join("-", words);
  }

  /** The first sentence or line. */
  static String description(String text) {
    String first = text.strip().split("\\R|(?<=[.!?])\\s", 2)[0].strip();
    return first.length() <= LONGEST_DESCRIPTION
        ? first
        : first.substring(0, LONGEST_DESCRIPTION - 1) + "…";
  }

  /**
   * What a conversation did, told as instructions: what the user set and asked for, in order, and
   * the last answer as an example of the form. Empty when the user said nothing.
   */
  static Optional<String> ofConversation(Session session) {
    List<String> rules = texts(session, "system");
    List<String> asked = texts(session, "user");
    List<String> answers = texts(session, "assistant");
    if (asked.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    rules.forEach(rule -> text.append(rule).append("\n\n"));
    if (asked.size() == 1) {
      text.append(asked.getFirst());
    } else {
      text.append("Do for the given inputs, in this order:\n");
      for (int i = 0; i < Math.min(asked.size(), MOST_STEPS); i++) {
        text.append('\n').append(i + 1).append(". ").append(oneLine(asked.get(i)));
      }
    }
    if (!answers.isEmpty()) {
      String last = answers.getLast();
      text.append("\n\nAn answer has the form of this one, which was given for other inputs:\n\n")
          .append(
              last.length() <= LONGEST_EXAMPLE ? last : last.substring(0, LONGEST_EXAMPLE) + " …");
    }
    return Optional.of(text.toString());
  }

  private static List<String> texts(Session session, String role) {
    return session.messages().stream()
        .filter(message -> message.role().equals(role))
        .map((StoredMessage message) -> StoredMessages.text(message).strip())
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
