package dev.rigel.agent.recipe;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Brings a request into the form in which two requests of the same meaning are the same text. */
final class Wording {
  /** Texts in quotes of any kind; a single straight quote only where it cannot be an apostrophe. */
  private static final Pattern QUOTED =
      Pattern.compile(
          "\"[^\"]*\"|“[^”]*”|«[^»]*»|‘[^’]*’|(?<![\\p{L}\\p{N}])'[^']*'(?![\\p{L}\\p{N}])");

  /**
   * Addresses, numbers with their sign and ordinal ending, words with inner hyphens, single signs.
   */
  private static final Pattern WORD =
      Pattern.compile(
          "https?://\\S+"
              + "|(?:(?<![\\p{N})]\\s?)-)?(?:\\d+(?:\\.\\d+)?|\\.\\d+)(?:st|nd|rd|th)?"
              + "|\\p{L}[\\p{L}\\p{N}'’]*(?:-\\p{L}[\\p{L}\\p{N}'’]*)*"
              + "|[^\\s]",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern PICTURE = Pattern.compile("\\bimg(?:_[0-9a-f]{6}|\\d{1,2})\\b");
  private static final Pattern DOCUMENT = Pattern.compile("\\bdoc(?:_[0-9a-f]{6}|\\d{1,2})\\b");

  private static final Pattern POLITE =
      Pattern.compile(
          "\\b(?:for me|tell me|let me know|do you know|i would like to know|i'd like to know)\\b",
          Pattern.CASE_INSENSITIVE);

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
          "i'd",
          "want",
          "need",
          "like",
          "to",
          "us",
          "given",
          "following",
          "attached",
          "thanks",
          "thank",
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
          Map.entry("pdfs", "documents"),
          Map.entry("files", "documents"),
          Map.entry("colour", "color"),
          Map.entry("colours", "colors"),
          Map.entry("grey", "gray"),
          Map.entry("greyscale", "grayscale"),
          Map.entry("photos", "images"),
          Map.entry("photographs", "images"),
          Map.entry("pictures", "images"),
          Map.entry("pics", "images"),
          Map.entry("people", "persons"),
          Map.entry("e-mail", "email"),
          Map.entry("e-mails", "emails"),
          Map.entry("what's", "what is"),
          Map.entry("whats", "what is"));

  private Wording() {}

  /**
   * A whole request: as {@link #normalize}, references read as what they name, and without the
   * commas that politeness leaves behind.
   */
  static String ofRequest(String text) {
    String named = PICTURE.matcher(text).replaceAll("image");
    named = DOCUMENT.matcher(named).replaceAll("document");
    return normalize(named).replaceAll("^[,;\\s]+|[,;\\s]+$", "");
  }

  /** Lower case, one space between words; texts in quotes and addresses stay as they are. */
  static String normalize(String text) {
    StringBuilder out = new StringBuilder();
    Matcher quoted = QUOTED.matcher(text);
    int from = 0;
    while (quoted.find()) {
      appendWords(out, text.substring(from, quoted.start()));
      append(out, plainQuotes(quoted.group()));
      from = quoted.end();
    }
    appendWords(out, text.substring(from));
    return out.toString();
  }

  /** The same text in straight double quotes, unless it holds one itself. */
  private static String plainQuotes(String quoted) {
    String inside = quoted.substring(1, quoted.length() - 1);
    return inside.contains("\"") ? quoted : '"' + inside + '"';
  }

  private static void appendWords(StringBuilder out, String text) {
    Matcher words = WORD.matcher(POLITE.matcher(text).replaceAll(" "));
    while (words.find()) {
      String word = words.group();
      if (word.regionMatches(true, 0, "http", 0, 4) && word.contains("://")) {
        append(out, word.replaceFirst("[.,;:!?)\\]]+$", ""));
        continue;
      }
      String lower = number(word.toLowerCase(Locale.ROOT).replace('’', '\''));
      if (!EMPTY.contains(lower)) {
        append(out, SAME.getOrDefault(lower, lower));
      }
    }
  }

  /** A decimal point is never the first sign of a number: {@code .5} is {@code 0.5}. */
  private static String number(String word) {
    if (word.length() > 1 && word.startsWith(".")) {
      return "0" + word;
    }
    return word.length() > 2 && word.startsWith("-.") ? "-0" + word.substring(1) : word;
  }

  private static void append(StringBuilder out, String word) {
    if (!out.isEmpty()) {
      out.append(' ');
    }
    out.append(word);
  }
}
