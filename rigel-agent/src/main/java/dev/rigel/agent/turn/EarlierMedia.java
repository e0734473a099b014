package dev.rigel.agent.turn;

import dev.rigel.agent.port.StoredMessage;
import dev.rigel.protocol.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the media that a message without any speaks of: "the second picture" counts those that were
 * sent, "it" is what the last answer made, anything else the newest that was sent.
 */
final class EarlierMedia {
  /**
   * Media of the conversation that a text counts up.
   *
   * @param text the same text with references in place of "the second picture"
   */
  record Counted(String text, List<String> references) {
    Counted {
      references = List.copyOf(references);
    }
  }

  /**
   * Words by which a follow-up speaks of what the last answer made rather than of what was sent.
   */
  private static final Pattern CONTINUES =
      Pattern.compile(
          "\\b(it|result|now|then|also|too|again|that (?:one|image|picture|photo)|instead)\\b");

  private static final Pattern ORIGINAL = Pattern.compile("\\b(original|sent|uploaded|first)\\b");

  private static final Pattern ORDINAL =
      Pattern.compile(
          "(?i)\\bthe (first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)"
              + " (picture|image|photo|document|pdf|file)\\b");

  private static final Map<String, Integer> NUMBERS =
      Map.ofEntries(
          Map.entry("first", 1),
          Map.entry("1st", 1),
          Map.entry("second", 2),
          Map.entry("2nd", 2),
          Map.entry("third", 3),
          Map.entry("3rd", 3),
          Map.entry("fourth", 4),
          Map.entry("4th", 4),
          Map.entry("fifth", 5),
          Map.entry("5th", 5));

  private final List<StoredMessage> before;

  /**
   * @param before the messages before the one in question, oldest first
   */
  EarlierMedia(List<StoredMessage> before) {
    this.before = before;
  }

  /**
   * The media that are counted up, where they were sent one after the other; those of one message
   * are all in reach of a program anyway.
   */
  Optional<Counted> counted(String text) {
    List<String> together = sentLast();
    StringBuilder said = new StringBuilder();
    List<String> references = new ArrayList<>();
    Matcher matcher = ORDINAL.matcher(text);
    int from = 0;
    while (matcher.find()) {
      Optional<String> one = one(matcher.group(1), matcher.group(2), together);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      said.append(text, from, matcher.start()).append(one.get());
      from = matcher.end();
      if (!references.contains(one.get())) {
        references.add(one.get());
      }
    }
    return references.isEmpty()
        ? Optional.empty()
        : Optional.of(new Counted(said.append(text.substring(from)).toString(), references));
  }

  private Optional<String> one(String ordinal, String noun, List<String> together) {
    String prefix =
        switch (noun.toLowerCase(Locale.ROOT)) {
          case "document", "pdf" -> "doc_";
          case "file" -> "";
          default -> "img_";
        };
    List<String> all = ofKind(sent(), prefix);
    String word = ordinal.toLowerCase(Locale.ROOT);
    int number = word.equals("last") ? all.size() : NUMBERS.getOrDefault(word, 0);
    boolean inOneMessage = ofKind(together, prefix).size() >= Math.max(2, number);
    return inOneMessage || number < 1 || number > all.size()
        ? Optional.empty()
        : Optional.of(all.get(number - 1));
  }

  private static List<String> ofKind(List<String> references, String prefix) {
    return references.stream().filter(reference -> reference.startsWith(prefix)).toList();
  }

  private List<String> sent() {
    return before.stream()
        .filter(message -> message.role().equals(Role.USER.wireName()))
        .flatMap(message -> StoredMessages.references(message).stream())
        .distinct()
        .toList();
  }

  private List<String> sentLast() {
    return before.reversed().stream()
        .filter(message -> message.role().equals(Role.USER.wireName()))
        .map(StoredMessages::references)
        .filter(references -> !references.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  /** The newest media that the text can mean. */
  List<String> newest(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    boolean continues = CONTINUES.matcher(lower).find() && !ORIGINAL.matcher(lower).find();
    for (StoredMessage message : before.reversed()) {
      boolean wanted = continues || message.role().equals(Role.USER.wireName());
      List<String> references = StoredMessages.references(message);
      if (wanted && !references.isEmpty()) {
        return references;
      }
    }
    return List.of();
  }
}
