package dev.rigel.tools.reading;

import dev.rigel.media.Region;
import dev.rigel.program.RunListener;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Recognises text in media that speaks to the system instead of to a reader. Such text has no power
 * anyway; a person should know that it is there.
 */
public final class SuspiciousText {
  /** What a text may try. */
  public enum Rule {
    IGNORE_INSTRUCTIONS(
        "\\b(ignore|disregard|forget|override|bypass)\\b.{0,30}"
            + "\\b(previous|prior|above|earlier|all|your|the|any|system|former)\\b.{0,30}"
            + "\\b(instructions?|prompts?|rules?|directions?|guidelines?|commands?|context)\\b"),
    NEW_ROLE(
        "\\b(you are now|from now on,? you|pretend (to be|you are)"
            + "|new (system )?(instructions?|prompt)\\s*:|developer mode|jailbreak)"),
    REVEAL_PROMPT(
        "\\b(reveal|print|show|repeat|output|disclose|leak)\\b.{0,30}"
            + "\\b(system prompt|hidden prompt|your (prompt|instructions|rules)"
            + "|api[ _-]?keys?|passwords?|credentials|secrets?)\\b"),
    FETCH_ADDRESS(
        "\\b(fetch|navigate to|curl|wget|(send|post|upload|forward|exfiltrate)\\b.{0,60}\\bto)\\b"
            + ".{0,40}(https?://|www\\.)"),
    CALL_TOOL(
        "(<\\|?/?(tool_call|function_call|im_start|im_end|system|assistant)\\b"
            + "|\\b(call|invoke)\\b.{0,20}\\b(tool|function|plugin)\\b"
            + "|\\btool_calls?\\b|\\banswer\\s*\\(\\s*[\"'])"),
    ROLE_MARKS(
        "(^|\\n)\\s*(###\\s*)?(system|assistant|developer)\\s*(message|prompt)?\\s*:\\s*\\S"
            + "|\\[/?INST\\]|<<SYS>>");

    private final Pattern pattern;

    Rule(String expression) {
      pattern =
          Pattern.compile(
              expression, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }

    /** As it stands in warnings: {@code ignore-instructions}. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Longer texts are looked at in pieces of this length, so that a match costs bounded time. */
  private static final int WINDOW = 4_000;

  private SuspiciousText() {}

  public static Set<Rule> rules(String text) {
    EnumSet<Rule> found = EnumSet.noneOf(Rule.class);
    String even = plain(text);
    for (int start = 0; start < even.length(); start += WINDOW / 2) {
      String piece = even.substring(start, Math.min(even.length(), start + WINDOW));
      for (Rule rule : Rule.values()) {
        if (!found.contains(rule) && rule.pattern.matcher(piece).find()) {
          found.add(rule);
        }
      }
      if (start + WINDOW >= even.length()) {
        break;
      }
    }
    return found;
  }

  /** Warns once a page when its text is suspicious; sentences may run over line ends. */
  public static void report(List<Region> texts, RunListener listener) {
    List<Region> page = new ArrayList<>();
    for (Region text : texts) {
      if (!page.isEmpty() && !page.getLast().page().equals(text.page())) {
        reportPage(page, listener);
        page.clear();
      }
      page.add(text);
    }
    reportPage(page, listener);
  }

  private static void reportPage(List<Region> page, RunListener listener) {
    if (page.isEmpty()) {
      return;
    }
    Set<Rule> rules = rules(String.join("\n", page.stream().map(Region::text).toList()));
    if (!rules.isEmpty()) {
      listener.warned(
          "Text "
              + (page.getFirst().page().isPresent()
                  ? "on page " + page.getFirst().page().getAsInt()
                  : "in the picture")
              + " reads like an instruction to the system ("
              + String.join(", ", rules.stream().map(Rule::wireName).toList())
              + "). It is treated as data and not followed.");
    }
  }

  /** Characters that hide words from a search: zero-width ones, look-alike and repeated spaces. */
  private static String plain(String text) {
    return text.replaceAll("[\\u200b-\\u200f\\u2060\\ufeff\\u00ad\\u202a-\\u202e]", "")
        .replaceAll("[ \\t\\u00a0\\u2000-\\u200a\\u202f]+", " ")
        .replaceAll("\\s*[\\r\\n]\\s*", "\n")
        .strip();
  }
}
