package dev.rigel.tools;

import static java.util.Objects.requireNonNull;

import dev.rigel.media.Region;
import dev.rigel.tools.reading.FlatText;
import dev.rigel.tools.reading.TextLine;
import dev.rigel.tools.text.AmountText;
import dev.rigel.tools.text.DateText;
import dev.rigel.tools.text.EditDistance;
import dev.rigel.tools.text.Folding;
import dev.rigel.tools.text.NumberText;
import dev.rigel.tools.text.TextFinder;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the place of a value in text that was read: as it is written, else as the same number or
 * date written otherwise, else nearly so. Computed from the page alone; no model is asked.
 */
public final class Grounding {
  /** How a value was recognised. */
  public enum How {
    EXACT,
    NORMALISED,
    FUZZY
  }

  /**
   * @param confidence 0 to 1: the reader's confidence in the text times the closeness of the match
   */
  public record Place(Region region, How how, double confidence) {
    public Place {
      requireNonNull(region, "region");
      requireNonNull(how, "how");
    }
  }

  private static final double NORMALISED_CLOSENESS = 0.97;
  private static final double LEAST_SIMILARITY = 0.8;
  private static final int SHORTEST_FUZZY = 5;

  private final List<TextLine> lines;
  private final List<FlatText> pages;
  private final DateText dates;

  private Grounding(List<TextLine> lines) {
    this.lines = List.copyOf(lines);
    this.pages = FlatText.pages(lines);
    this.dates = DateText.in(lines.stream().map(TextLine::text).collect(Collectors.joining("\n")));
  }

  /** In these lines, usually those of a whole document. */
  public static Grounding in(List<TextLine> lines) {
    return new Grounding(lines);
  }

  /** The best place of a value; empty when it is nowhere on the pages. */
  public Optional<Place> place(Object value) {
    return switch (value) {
      case Number number -> ofNumber(new BigDecimal(number.toString()));
      case String text when text.isBlank() -> Optional.empty();
      case String text -> exact(text).or(() -> normalised(text)).or(() -> fuzzy(text));
      default -> Optional.empty();
    };
  }

  private Optional<Place> exact(String text) {
    String words = Folding.fold(text).strip();
    Pattern pattern =
        Pattern.compile(
            (Character.isLetterOrDigit(words.charAt(0)) ? "(?<![\\p{L}\\p{N}])" : "")
                + Pattern.quote(words).replaceAll("\\s+", "\\\\E\\\\s+\\\\Q")
                + (Character.isLetterOrDigit(words.charAt(words.length() - 1))
                    ? "(?![\\p{L}\\p{N}])"
                    : ""));
    for (FlatText page : pages) {
      Matcher matcher = pattern.matcher(Folding.fold(page.text()));
      if (matcher.find()) {
        return place(page.region(matcher.start(), matcher.end(), "text"), How.EXACT, 1);
      }
    }
    return Optional.empty();
  }

  private Optional<Place> normalised(String text) {
    Optional<LocalDate> date = isoDate(text).or(() -> dates.parse(text));
    if (date.isPresent()) {
      return first(dates, date.get().toString());
    }
    List<NumberText.Found> numbers = NumberText.find(text);
    if (numbers.size() == 1 && text.replaceAll("[^\\p{L}]", "").length() <= 3) {
      return ofNumber(numbers.getFirst().value());
    }
    return withoutSigns(text);
  }

  /** Account and telephone numbers: the same letters and digits, however they are grouped. */
  private Optional<Place> withoutSigns(String text) {
    String wanted = Folding.fold(text).replaceAll("[^\\p{L}\\p{N}]", "");
    if (wanted.length() < 4 || wanted.codePoints().noneMatch(Character::isDigit)) {
      return Optional.empty();
    }
    String between = "[^\\p{L}\\p{N}]{0,2}";
    String spaced =
        wanted
            .chars()
            .mapToObj(c -> Pattern.quote(Character.toString(c)))
            .collect(Collectors.joining(between));
    Pattern pattern = Pattern.compile("(?<![\\p{L}\\p{N}])" + spaced + "(?![\\p{L}\\p{N}])");
    for (FlatText page : pages) {
      Matcher matcher = pattern.matcher(Folding.fold(page.text()));
      if (matcher.find()) {
        return place(
            page.region(matcher.start(), matcher.end(), "text"),
            How.NORMALISED,
            NORMALISED_CLOSENESS);
      }
    }
    return Optional.empty();
  }

  private Optional<Place> ofNumber(BigDecimal value) {
    for (TextLine line : lines) {
      for (NumberText.Found found : NumberText.find(line.text())) {
        if (found.value().compareTo(value) == 0) {
          return place(line.span(found.start(), found.end(), "number"), How.EXACT, 1);
        }
      }
    }
    AmountText amounts = new AmountText();
    for (TextLine line : lines) {
      for (TextFinder.Match match : amounts.find(line.text())) {
        if (new BigDecimal(match.value().split(" ")[0]).abs().compareTo(value.abs()) == 0) {
          return place(
              line.span(match.start(), match.end(), "amount"),
              How.NORMALISED,
              NORMALISED_CLOSENESS);
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Place> first(TextFinder finder, String value) {
    for (TextLine line : lines) {
      for (TextFinder.Match match : finder.find(line.text())) {
        if (match.value().equals(value)) {
          return place(
              line.span(match.start(), match.end(), "date"),
              How.NORMALISED,
              NORMALISED_CLOSENESS * match.confidence());
        }
      }
    }
    return Optional.empty();
  }

  /** Runs of as many words as the value has, one more or less: a reader's slips do not hide it. */
  private Optional<Place> fuzzy(String text) {
    String wanted = Folding.fold(text).strip();
    if (wanted.length() < SHORTEST_FUZZY || wanted.length() > 200) {
      return Optional.empty();
    }
    int count = wanted.split("\\s+").length;
    Optional<Place> best = Optional.empty();
    double bestSimilarity = LEAST_SIMILARITY;
    for (TextLine line : lines) {
      List<int[]> words = words(line.text());
      for (int size = Math.max(1, count - 1); size <= count + 1; size++) {
        for (int i = 0; i + size <= words.size(); i++) {
          int start = words.get(i)[0];
          int end = words.get(i + size - 1)[1];
          String candidate = Folding.fold(line.text().substring(start, end));
          double similarity = EditDistance.similarity(wanted, candidate);
          if (similarity > bestSimilarity && digits(candidate).equals(digits(wanted))) {
            bestSimilarity = similarity;
            best = place(line.span(start, end, "text"), How.FUZZY, similarity);
          }
        }
      }
    }
    return best;
  }

  /** Letters may be misread; other digits make another value. */
  private static String digits(String text) {
    return text.replaceAll("\\D", "");
  }

  private static List<int[]> words(String text) {
    List<int[]> words = new ArrayList<>();
    Matcher matcher = Pattern.compile("\\S+").matcher(text);
    while (matcher.find()) {
      words.add(new int[] {matcher.start(), matcher.end()});
    }
    return words;
  }

  private static Optional<LocalDate> isoDate(String text) {
    try {
      return Optional.of(LocalDate.parse(text.strip()));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<Place> place(Region region, How how, double closeness) {
    return Optional.of(new Place(region, how, Math.min(1, region.confidence() * closeness)));
  }
}
