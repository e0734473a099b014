package dev.rigel.agent.turn;

import dev.rigel.agent.port.StoredMessage;
import dev.rigel.protocol.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the media that a message without any speaks of: "the second picture" and "picture 12" count
 * those that were sent, "it" is what the last answer made, "page 3" is one of the newest document,
 * anything else the newest that was sent.
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

  private static final String NOUN = "(picture|image|photo|photograph|document|pdf|file)";

  private static final List<String> ORDINALS =
      List.of(
          "first",
          "second",
          "third",
          "fourth",
          "fifth",
          "sixth",
          "seventh",
          "eighth",
          "ninth",
          "tenth",
          "eleventh",
          "twelfth");

  private static final String ORDINAL =
      "("
          + String.join("|", ORDINALS)
          + "|\\d{1,3}(?:st|nd|rd|th)"
          + "|last|latest|(?:last but one|second[- ]to[- ]last|second[- ]last|penultimate)"
          + "|(?:previous|preceding))";

  /** The third picture; picture 3. The first of two ordinals goes with the noun of the second. */
  private static final Pattern COUNTED =
      Pattern.compile(
          "(?i)\\bthe "
              + ORDINAL
              + " (?:and (?:the )?"
              + ORDINAL
              + " )?"
              + NOUN
              + "s?\\b"
              + "|\\b"
              + NOUN
              + "s? (?:no\\.? ?|number |#)?(\\d{1,3})(?: and (\\d{1,3}))?\\b(?![.,:]?\\d|\\s*%)");

  /**
   * Words by which a follow-up speaks of what the last answer made rather than of what was sent.
   */
  private static final Pattern CONTINUES =
      Pattern.compile(
          "\\b(it|result|now|then|also|too|again|that (?:one|image|picture|photo)|instead)\\b");

  private static final Pattern ORIGINAL = Pattern.compile("\\b(original|sent|uploaded|first)\\b");

  private static final Pattern OF_DOCUMENT = Pattern.compile("\\b(pages?|pdf|document)\\b");

  private static final Pattern OF_PICTURE =
      Pattern.compile("\\b(pictures?|images?|photos?|photographs?|screenshots?)\\b");

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
    Matcher matcher = COUNTED.matcher(text);
    int from = 0;
    while (matcher.find()) {
      List<String> meant = new ArrayList<>();
      boolean byNumber = matcher.group(4) != null;
      String noun = matcher.group(byNumber ? 4 : 3);
      for (int group : byNumber ? new int[] {5, 6} : new int[] {1, 2}) {
        if (matcher.group(group) == null) {
          continue;
        }
        Optional<String> one = one(matcher.group(group), noun, together);
        if (one.isEmpty()) {
          return Optional.empty();
        }
        meant.add(one.get());
      }
      said.append(text, from, matcher.start()).append(String.join(" and ", meant));
      from = matcher.end();
      meant.stream().filter(one -> !references.contains(one)).forEach(references::add);
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
    int number = number(ordinal.toLowerCase(Locale.ROOT), all.size());
    boolean inOneMessage = ofKind(together, prefix).size() >= Math.max(2, number);
    return inOneMessage || number < 1 || number > all.size()
        ? Optional.empty()
        : Optional.of(all.get(number - 1));
  }

  private static int number(String ordinal, int size) {
    if (Character.isDigit(ordinal.charAt(0))) {
      return Integer.parseInt(ordinal.replaceAll("\\D", ""));
    }
    return switch (ordinal) {
      case "last", "latest" -> size;
      default -> ORDINALS.contains(ordinal) ? ORDINALS.indexOf(ordinal) + 1 : size - 1;
    };
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

  /** The newest media that the text can mean: of the kind that it names, where there is one. */
  List<String> newest(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    String kind =
        OF_DOCUMENT.matcher(lower).find() ? "doc_" : OF_PICTURE.matcher(lower).find() ? "img_" : "";
    boolean continues = CONTINUES.matcher(lower).find() && !ORIGINAL.matcher(lower).find();
    List<String> ofKind = newest(kind, continues);
    return ofKind.isEmpty() ? newest("", continues) : ofKind;
  }

  private List<String> newest(String kind, boolean continues) {
    for (StoredMessage message : before.reversed()) {
      boolean wanted = continues || message.role().equals(Role.USER.wireName());
      List<String> references = StoredMessages.references(message);
      if (wanted && !ofKind(references, kind).isEmpty()) {
        // What was sent together stays together: "the page in the picture" may need both.
        return references;
      }
    }
    return List.of();
  }
}
