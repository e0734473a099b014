package dev.rigel.agent.recipe;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Brings a request into the form in which two requests of the same meaning are the same text. */
final class Wording {
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|“[^”]*”|«[^»]*»");
  private static final Pattern WORD =
      Pattern.compile("https?://\\S+|[\\p{L}\\p{N}'’]+(?:[.]\\d+)?|[^\\s\\p{L}\\p{N}]");

  /** Words that carry no meaning in a request. */
  private static final Set<String> EMPTY =
      Set.of(
          "a",
          "an",
          "the",
          "this",
          "that",
          "these",
          "those",
          "my",
          "our",
          "please",
          "kindly",
          "hi",
          "hello",
          "hey",
          "can",
          "could",
          "would",
          "you",
          "me",
          "just",
          "now",
          "here",
          "there",
          "i",
          "want",
          "need",
          "like",
          "to",
          "us",
          "given",
          "following",
          "attached",
          "?",
          "!",
          ".",
          ":");

  /** Words that mean the same in requests. */
  private static final Map<String, String> SAME =
      Map.ofEntries(
          Map.entry("photo", "image"),
          Map.entry("photograph", "image"),
          Map.entry("picture", "image"),
          Map.entry("pic", "image"),
          Map.entry("img", "image"),
          Map.entry("pdf", "document"),
          Map.entry("file", "document"),
          Map.entry("colour", "color"),
          Map.entry("colours", "colors"),
          Map.entry("grey", "gray"),
          Map.entry("greyscale", "grayscale"),
          Map.entry("photos", "images"),
          Map.entry("pictures", "images"),
          Map.entry("people", "persons"),
          Map.entry("e-mail", "email"),
          Map.entry("what's", "what is"),
          Map.entry("whats", "what is"));

  private Wording() {}

  /** Lower case, one space between words; texts in quotes and addresses stay as they are. */
  static String normalize(String text) {
    StringBuilder out = new StringBuilder();
    Matcher quoted = QUOTED.matcher(text);
    int from = 0;
    while (quoted.find()) {
      appendWords(out, text.substring(from, quoted.start()));
      append(out, quoted.group());
      from = quoted.end();
    }
    appendWords(out, text.substring(from));
    return out.toString();
  }

  private static void appendWords(StringBuilder out, String text) {
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      String word = words.group();
      if (word.startsWith("http")) {
        append(out, word);
        continue;
      }
      String lower = word.toLowerCase(Locale.ROOT);
      if (!EMPTY.contains(lower)) {
        append(out, SAME.getOrDefault(lower, lower));
      }
    }
  }

  private static void append(StringBuilder out, String word) {
    if (!out.isEmpty()) {
      out.append(' ');
    }
    out.append(word);
  }
}
