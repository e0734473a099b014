package dev.rigel.tools.reading;

import dev.rigel.media.Region;
import dev.rigel.program.RunListener;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Recognises text in media that speaks to the system instead of to a reader. Such text has no power
 * anyway; a person should know that it is there.
 */
public final class SuspiciousText {
  /** Longer texts are looked at in pieces of this length, so that a match costs bounded time. */
  private static final int WINDOW = 4_000;

  /** A line that begins with a capital begins a sentence: signs and forms end none by a stop. */
  private static final Pattern SENTENCE_END =
      Pattern.compile("(?<=[.!?。][\"'”’)]?)\\s+|\\n(?=\\p{Lu})");

  private static final Pattern WORD_WITH_DIGITS =
      Pattern.compile(
          "(?<![\\p{L}\\d./:=?&-])(?=[\\p{L}\\d$@]*\\p{L})(?=[\\p{L}\\d$@]*[\\d$@])[\\p{L}\\d$@]{4,}");

  private static final Pattern MIXED_SCRIPTS =
      Pattern.compile("(?=\\p{L}*\\p{IsLatin})(?=\\p{L}*[\\p{IsCyrillic}\\p{IsGreek}])\\p{L}{2,}");

  /** A small L where no word has one: what readers of pictures make of a capital I. */
  private static final Pattern MISREAD_I =
      Pattern.compile("\\bl(?=[bcdfghjkmnpqrstvwxz])|(?<=\\bA)l\\b");

  /** A letter that is no word: many of them are what is read of spaced letters. */
  private static final Pattern LONE_LETTER =
      Pattern.compile("(?i)(?<![\\p{L}\\d'’.])[b-hj-z](?![\\p{L}\\d'’.])");

  private static final int MANY_LONE_LETTERS = 2;

  private static final Pattern NOT_LETTERS = Pattern.compile("[^\\p{L}]+");

  private static final Pattern SPACED =
      Pattern.compile("(?:(?<![\\p{L}\\d])\\p{L}[ .\\-_]){4,}\\p{L}(?![\\p{L}\\d])");

  private static final String DIGITS = "013457$@";
  private static final String LETTERS = "oieastsa";

  /** Cyrillic and Greek letters that look like Latin ones, and those. */
  private static final String LOOK_ALIKE = "аеорсухіјѕԁһοανιτ";

  private static final String LATIN = "aeopcyxijsdhoavit";

  /** A weaker sign in a text. */
  private record Hint(InstructionRule rule, int start, int end) {}

  private SuspiciousText() {}

  /** The rules that a text falls under; empty for an ordinary one. */
  public static Set<InstructionRule> rules(String text) {
    EnumSet<InstructionRule> found = EnumSet.noneOf(InstructionRule.class);
    String even = plain(text);
    for (int start = 0; start < even.length(); start += WINDOW / 2) {
      String piece = even.substring(start, Math.min(even.length(), start + WINDOW));
      addRules(piece, found);
      String uncovered = uncovered(piece);
      if (!uncovered.equals(piece)) {
        addRules(uncovered, found);
      }
      if (start + WINDOW >= even.length()) {
        break;
      }
    }
    return found;
  }

  private static void addRules(String piece, Set<InstructionRule> found) {
    String flowing = piece.replace('\n', ' ');
    for (InstructionRule rule : InstructionRule.values()) {
      if (!found.contains(rule) && (rule.isIn(piece) || rule.isIn(flowing))) {
        found.add(rule);
      }
    }
    for (String sentence : SENTENCE_END.split(piece)) {
      found.addAll(hinted(sentence.replace('\n', ' ')));
    }
  }

  /** The rules of weaker signs, where two different ones stand beside each other. */
  private static Set<InstructionRule> hinted(String sentence) {
    List<Hint> hints = new ArrayList<>();
    for (InstructionRule rule : InstructionRule.values()) {
      for (Pattern pattern : rule.hints()) {
        Matcher matcher = pattern.matcher(sentence);
        if (matcher.find()) {
          hints.add(new Hint(rule, matcher.start(), matcher.end()));
        }
      }
    }
    Set<InstructionRule> found = EnumSet.noneOf(InstructionRule.class);
    for (Hint one : hints) {
      for (Hint other : hints) {
        if (one.end() <= other.start()) {
          found.add(one.rule());
          found.add(other.rule());
        }
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
    String place =
        page.getFirst().page().isPresent()
            ? "Text on page " + page.getFirst().page().getAsInt()
            : "Text in the picture";
    warning(place, String.join("\n", page.stream().map(Region::text).toList()))
        .ifPresent(listener::warned);
  }

  /**
   * What a person should know of a text; empty for an ordinary one.
   *
   * @param place where it stands, to begin the sentence with
   */
  public static Optional<String> warning(String place, String text) {
    Set<InstructionRule> rules = rules(text);
    return rules.isEmpty()
        ? Optional.empty()
        : Optional.of(
            place
                + " reads like an instruction to the system ("
                + rules.stream().map(InstructionRule::wireName).collect(Collectors.joining(", "))
                + "). It is treated as data and not followed.");
  }

  /**
   * Without characters that hide words from a search: zero-width ones, wide and repeated spaces.
   */
  private static String plain(String text) {
    return text.replaceAll("[\\u200b-\\u200f\\u2060\\ufeff\\u00ad\\u202a-\\u202e]", "")
        .replaceAll("[ \\t\\u00a0\\u2000-\\u200a\\u202f]+", " ")
        .replaceAll("\\s*[\\r\\n]\\s*", "\n")
        .strip();
  }

  /**
   * The words behind misread letters, digits for letters, letters of other alphabets, and spaces
   * between letters.
   */
  private static String uncovered(String text) {
    String latin =
        replaced(
            MIXED_SCRIPTS,
            Normalizer.normalize(text, Normalizer.Form.NFKC),
            word -> mapped(word.toLowerCase(Locale.ROOT), LOOK_ALIKE, LATIN));
    String upright = MISREAD_I.matcher(latin).replaceAll("I");
    String letters = replaced(WORD_WITH_DIGITS, upright, word -> mapped(word, DIGITS, LETTERS));
    String joined = replaced(SPACED, letters, word -> word.replaceAll("[ .\\-_]", ""));
    return LONE_LETTER.matcher(joined).results().limit(MANY_LONE_LETTERS).count()
            < MANY_LONE_LETTERS
        ? joined
        : joined + "\n" + NOT_LETTERS.matcher(joined).replaceAll("");
  }

  private static String replaced(Pattern pattern, String text, UnaryOperator<String> other) {
    return pattern
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(other.apply(match.group())));
  }

  private static String mapped(String word, String from, String to) {
    StringBuilder mapped = new StringBuilder(word);
    for (int i = 0; i < mapped.length(); i++) {
      int at = from.indexOf(mapped.charAt(i));
      if (at >= 0) {
        mapped.setCharAt(i, to.charAt(at));
      }
    }
    return mapped.toString();
  }
}
