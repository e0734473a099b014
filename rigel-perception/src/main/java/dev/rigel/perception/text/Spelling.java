package dev.rigel.perception.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settles unsure words of a page by the words there are: a word that nobody knows becomes one that
 * is known, by one letter exchanged or put in or by a space, if the recogniser itself holds that
 * possible. Known are the words that were read surely elsewhere on the page and, on an English
 * page, the common words of English. Whatever holds figures or signs inside (amounts, codes,
 * addresses) stays as it was read, but for a single one or zero among letters: {@code tota1}.
 */
final class Spelling {
  /** The known word may be this much less probable, letter by letter, than what was read. */
  private static final double LEAST_RATIO = 0.05;

  /** A comma instead of the period before a small letter. */
  private static final double LEAST_RATIO_OF_COMMA = 0.1;

  private static final double SURE = 0.95;
  private static final double HALF_SURE = 0.5;

  /** Names of codes are short, and short words have many neighbours. */
  private static final int SHORTEST = 4;

  private static final int SHORTEST_IN_CAPITALS = 5;
  private static final int SHORTEST_READ = 3;

  /** Longer ones are glued together, or no words at all, and trying costs with the square. */
  private static final int LONGEST_READ = 30;

  /** A word is put together again only over a space that the recogniser doubts. */
  private static final double SURE_SPACE = 0.9;

  private static final double ENGLISH_SHARE = 0.5;

  /** Fewer words do not tell a page's or a line's language. */
  private static final int TELLING_PAGE = 8;

  private static final int TELLING_LINE = 3;

  private static final Pattern DIGIT_AMONG_LETTERS =
      Pattern.compile("(\\p{P}*)(\\p{L}{3,}[01]\\p{L}*|\\p{L}*[01]\\p{L}{3,})(\\p{P}*)");

  private static final Pattern WORD = Pattern.compile("(\\p{P}*)(\\p{L}+)(\\p{P}*)");

  private final Vocabulary english;
  private final Set<String> wordsOfThePage = new HashSet<>();
  private final boolean englishPage;

  private Spelling(List<RecognizedText> lines, Vocabulary english) {
    this.english = english;
    List<RecognizedText.Word> words =
        lines.stream().flatMap(line -> line.words().stream()).toList();
    for (RecognizedText.Word word : words) {
      String letters = letters(word);
      if (word.weakest() >= SURE && letters.length() >= SHORTEST) {
        wordsOfThePage.add(letters.toLowerCase(Locale.ROOT));
      }
    }
    this.englishPage = isEnglish(words, TELLING_PAGE, false);
  }

  /**
   * @param lines of one page
   * @return as many lines in the same order
   */
  static List<RecognizedText> settled(List<RecognizedText> lines, Vocabulary english) {
    if (lines.stream().noneMatch(Spelling::isOpen)) {
      return lines;
    }
    Spelling spelling = new Spelling(lines, english);
    return lines.stream().map(spelling::settled).toList();
  }

  /** The word without the marks around it; nothing where it is not made of letters. */
  private static String letters(RecognizedText.Word word) {
    Matcher matcher = WORD.matcher(word.text());
    return matcher.matches() ? matcher.group(2) : "";
  }

  private boolean isEnglish(List<RecognizedText.Word> words, int telling, boolean otherwise) {
    List<String> sure =
        words.stream()
            .filter(word -> word.weakest() >= SURE)
            .map(Spelling::letters)
            .filter(letters -> letters.length() >= SHORTEST_READ)
            .toList();
    long known = sure.stream().filter(english::knows).count();
    return sure.size() < telling ? otherwise : known >= ENGLISH_SHARE * sure.size();
  }

  private RecognizedText settled(RecognizedText line) {
    if (!isOpen(line)) {
      return line;
    }
    Predicate<String> known = known(isEnglish(line.words(), TELLING_LINE, englishPage));
    List<RecognizedText.Word> settled = new ArrayList<>();
    List<RecognizedText.Word> words = joined(line.words(), known);
    for (int i = 0; i < words.size(); i++) {
      boolean last = i + 1 == words.size();
      settled.addAll(settled(words.get(i), !last && startsSmall(words.get(i + 1)), known));
    }
    return settled.equals(line.words()) ? line : RecognizedText.of(settled);
  }

  private static boolean isOpen(RecognizedText line) {
    return line.words().stream()
        .anyMatch(word -> !word.lattice().isEmpty() || word.spaceBefore() < SURE_SPACE);
  }

  /** Two parts of which one is no word by itself are one word, if that one is known. */
  private static List<RecognizedText.Word> joined(
      List<RecognizedText.Word> words, Predicate<String> known) {
    List<RecognizedText.Word> joined = new ArrayList<>();
    for (RecognizedText.Word word : words) {
      if (!joined.isEmpty() && isSecondPart(joined.getLast(), word, known)) {
        joined.addLast(joined.removeLast().joined(word));
      } else {
        joined.add(word);
      }
    }
    return joined;
  }

  private static boolean isSecondPart(
      RecognizedText.Word first, RecognizedText.Word second, Predicate<String> known) {
    Matcher head = WORD.matcher(first.text());
    Matcher tail = WORD.matcher(second.text());
    if (second.spaceBefore() >= SURE_SPACE || !head.matches() || !tail.matches()) {
      return false;
    }
    String whole = head.group(2) + tail.group(2);
    return head.group(3).isEmpty()
        && tail.group(1).isEmpty()
        && whole.length() >= SHORTEST
        && known.test(whole)
        && !(known.test(head.group(2)) && known.test(tail.group(2)));
  }

  private Predicate<String> known(boolean englishLine) {
    return word -> {
      String small = word.toLowerCase(Locale.ROOT);
      return wordsOfThePage.contains(small) || (englishPage && englishLine && english.knows(small));
    };
  }

  private static boolean startsSmall(RecognizedText.Word word) {
    return word.weakest() >= HALF_SURE && Character.isLowerCase(word.text().codePointAt(0));
  }

  private List<RecognizedText.Word> settled(
      RecognizedText.Word word, boolean beforeSmallLetter, Predicate<String> known) {
    Matcher matcher = WORD.matcher(word.text());
    if (!matcher.matches()) {
      matcher = DIGIT_AMONG_LETTERS.matcher(word.text());
    }
    if (word.lattice().isEmpty() || !matcher.matches()) {
      return List.of(word);
    }
    String before = matcher.group(1);
    String letters = matcher.group(2);
    String after = matcher.group(3);
    if (beforeSmallLetter && letters.length() >= SHORTEST_READ) {
      after = withComma(word.lattice(), before + letters, after);
    }
    String spelling =
        known.test(letters) ? letters : best(word.lattice(), before, letters, after, known);
    int space = spelling.indexOf(' ');
    if (space < 0) {
      return List.of(word.spelt(before + spelling + after));
    }
    double share = (before.length() + space + 0.5) / (before + spelling + after).length();
    return List.of(
        word.part(before + spelling.substring(0, space), 0, share),
        word.part(spelling.substring(space + 1) + after, share, 1));
  }

  private static String withComma(Lattice lattice, String word, String after) {
    if (!after.endsWith(".") || after.endsWith("..")) {
      return after;
    }
    String comma = after.substring(0, after.length() - 1) + ",";
    double read = lattice.probability(word + after);
    return lattice.probability(word + comma) >= LEAST_RATIO_OF_COMMA * read ? comma : after;
  }

  /** The most probable known word near the one that was read, or that one. */
  private static String best(
      Lattice lattice, String before, String letters, String after, Predicate<String> known) {
    boolean capitals = letters.length() > 1 && letters.equals(letters.toUpperCase(Locale.ROOT));
    if (letters.length() < SHORTEST_READ || letters.length() > LONGEST_READ) {
      return letters;
    }
    int shortest = capitals ? SHORTEST_IN_CAPITALS : SHORTEST;
    double highest = LEAST_RATIO * lattice.probability(before + letters + after);
    String best = letters;
    for (String candidate : candidates(letters, lattice.letters())) {
      if (candidate.length() >= shortest && isKnown(candidate, known)) {
        double probability = lattice.probability(before + candidate + after);
        if (probability > highest) {
          highest = probability;
          best = candidate;
        }
      }
    }
    return best;
  }

  private static boolean isKnown(String candidate, Predicate<String> known) {
    int space = candidate.indexOf(' ');
    return space < 0
        ? known.test(candidate)
        : known.test(candidate.substring(0, space)) && known.test(candidate.substring(space + 1));
  }

  private static List<String> candidates(String word, Set<String> possible) {
    List<String> candidates = new ArrayList<>();
    for (int at = 0; at <= word.length(); at++) {
      String head = word.substring(0, at);
      String tail = word.substring(at);
      for (String letter : possible) {
        candidates.add(head + letter + tail);
        if (!tail.isEmpty()) {
          candidates.add(head + letter + tail.substring(1));
        }
      }
      if (at > 1 && tail.length() > 1) {
        candidates.add(head + " " + tail);
      }
    }
    return candidates;
  }
}
