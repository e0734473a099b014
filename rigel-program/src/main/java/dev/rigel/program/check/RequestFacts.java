package dev.rigel.program.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers and quoted words of a text. */
final class RequestFacts {
  /** A number that stands alone: the digit of {@code img1} is none. */
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\p{L}\\p{N}_.])\\p{Nd}+(?:[.,:]\\p{Nd}+)*");

  private static final Pattern QUOTED =
      Pattern.compile(
          "\"([^\"\\n]{1,80})\"|“([^”\\n]{1,80})”|(?<![\\p{L}\\p{N}])'([^'\\n]{1,80})'(?!\\p{L})");

  private static final Pattern NO_LETTERS = Pattern.compile("[^a-z]+");
  private static final Pattern PARTS = Pattern.compile("[.,:]");

  /** Longer ones are identifiers; nobody computes with them. */
  private static final int MAX_DIGITS = 20;

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("one", "1"),
          Map.entry("two", "2"),
          Map.entry("three", "3"),
          Map.entry("four", "4"),
          Map.entry("five", "5"),
          Map.entry("six", "6"),
          Map.entry("seven", "7"),
          Map.entry("eight", "8"),
          Map.entry("nine", "9"),
          Map.entry("ten", "10"),
          Map.entry("twelve", "12"),
          Map.entry("first", "1"),
          Map.entry("second", "2"),
          Map.entry("third", "3"));

  private final String text;
  private final Set<String> numbers = new LinkedHashSet<>();
  private final Set<String> spelled = new LinkedHashSet<>();

  RequestFacts(String text) {
    this.text = text;
    Matcher matcher = NUMBER.matcher(text);
    while (matcher.find()) {
      numbers.add(matcher.group());
    }
    for (String word : NO_LETTERS.splitAsStream(text.toLowerCase(Locale.ROOT)).toList()) {
      String digits = WORDS.get(word);
      if (digits != null) {
        spelled.add(digits);
      }
    }
  }

  /**
   * Whether digits of the answer stand in the text, as they are, as part of a number or spelled.
   */
  boolean hasDigits(String digits, boolean mayGrow) {
    return spelled.contains(digits) || hasDigits(numbers, digits, mayGrow);
  }

  static boolean hasDigits(Iterable<String> numbers, String digits, boolean mayGrow) {
    for (String number : numbers) {
      if (number.equals(digits)) {
        return true;
      }
      for (String part : PARTS.splitAsStream(number).toList()) {
        if (mayGrow ? part.startsWith(digits) : part.equals(digits)) {
          return true;
        }
      }
    }
    return false;
  }

  boolean mentions(String part) {
    return text.contains(part);
  }

  Set<String> numbers() {
    return numbers;
  }

  List<String> quotedWords() {
    List<String> words = new ArrayList<>();
    Matcher matcher = QUOTED.matcher(text);
    while (matcher.find()) {
      for (int group = 1; group <= 3; group++) {
        if (matcher.group(group) != null) {
          words.add(matcher.group(group));
        }
      }
    }
    return words;
  }

  /** Whether the program says the number: as written, as a value, as a share, or as seconds. */
  boolean isSaidBy(String number, Set<BigDecimal> values, String program) {
    if (new RequestFacts(program).numbers.contains(number)) {
      return true;
    }
    if (number.length() > MAX_DIGITS) {
      return program.contains(number);
    }
    List<BigDecimal> meanings = new ArrayList<>();
    String plain = number.replace(",", "");
    if (plain.contains(":")) {
      BigDecimal seconds = BigDecimal.ZERO;
      for (String part : PARTS.splitAsStream(plain).toList()) {
        seconds = seconds.multiply(BigDecimal.valueOf(60)).add(new BigDecimal(part));
      }
      meanings.add(seconds);
    } else if (plain.chars().filter(c -> c == '.').count() <= 1) {
      BigDecimal value = new BigDecimal(plain);
      meanings.add(value);
      // Lists count from 0; percent become factors.
      meanings.add(value.subtract(BigDecimal.ONE));
      BigDecimal share = value.movePointLeft(2);
      meanings.add(share);
      meanings.add(BigDecimal.ONE.add(share));
      meanings.add(BigDecimal.ONE.subtract(share));
      meanings.add(value.multiply(BigDecimal.valueOf(60)));
    }
    return meanings.stream()
        .anyMatch(meaning -> values.stream().anyMatch(value -> value.compareTo(meaning) == 0));
  }
}
