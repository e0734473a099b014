package dev.rigel.tools.seeing;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import dev.rigel.perception.Detector;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.image.ObjectNames;
import dev.rigel.tools.reading.MediaText;
import dev.rigel.tools.reading.TextLine;
import dev.rigel.tools.text.EditDistance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Holds what a model says about a picture against what tools find there: how many there are of
 * something the detector knows, whether there are any, and what is written. Where they disagree,
 * that is said; who is right is not decided here.
 */
public final class LookChecks {
  private static final Pattern HOW_MANY =
      Pattern.compile(
          "(?i)\\bhow many ((?:[\\p{L}-]+ ){0,2}?[\\p{L}-]+?)"
              + "(?= (?:are|is|can|do|does|were|have|in|on|at)\\b|\\s*[?.!]|\\s*$)");

  private static final Pattern ANY_THERE =
      Pattern.compile(
          "(?i)\\b(?:is there|are there|do you see|can you see)(?: an?| any| some)?"
              + " ((?:[\\p{L}-]+ )?[\\p{L}-]+?)(?= (?:in|on|at|here|visible|there)\\b|\\s*[?.!]|\\s*$)");

  private static final Pattern NUMBER = Pattern.compile("\\b\\d{1,6}\\b");
  private static final Pattern WORD = Pattern.compile("\\p{L}+");
  private static final Pattern YES_OR_NO = Pattern.compile("(?i)^\\W*(yes|no)\\b");
  private static final Pattern QUOTED =
      Pattern.compile("[\"\u201c\u201e](.{3,120}?)[\"\u201d\u201c]");
  private static final Map<String, Long> NUMBER_WORDS =
      Map.ofEntries(
          Map.entry("no", 0L),
          Map.entry("none", 0L),
          Map.entry("zero", 0L),
          Map.entry("one", 1L),
          Map.entry("two", 2L),
          Map.entry("three", 3L),
          Map.entry("four", 4L),
          Map.entry("five", 5L),
          Map.entry("six", 6L),
          Map.entry("seven", 7L),
          Map.entry("eight", 8L),
          Map.entry("nine", 9L),
          Map.entry("ten", 10L),
          Map.entry("eleven", 11L),
          Map.entry("twelve", 12L));

  /** Two readings of one text differ by a letter here and there. */
  private static final double SAME_TEXT = 0.75;

  private final Detector detector;
  private final MediaText mediaText;

  public LookChecks(Detector detector, MediaText mediaText) {
    this.detector = detector;
    this.mediaText = mediaText;
  }

  /**
   * What tools say against the answer, in whole sentences; empty where they agree or cannot tell.
   */
  List<String> objections(Image image, String question, String answer, CallContext context) {
    List<String> objections = new ArrayList<>();
    checked(() -> count(image, question, answer, context)).ifPresent(objections::add);
    checked(() -> presence(image, question, answer, context)).ifPresent(objections::add);
    checked(() -> quotes(image, answer, context)).ifPresent(objections::add);
    return objections;
  }

  /** A tool that is not installed has no say. */
  private static Optional<String> checked(Supplier<Optional<String>> check) {
    try {
      return check.get();
    } catch (RigelException e) {
      if (e.code() == ErrorCode.NOT_CONFIGURED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Optional<String> count(Image image, String question, String answer, CallContext context) {
    Matcher asked = HOW_MANY.matcher(question);
    if (!asked.find()) {
      return Optional.empty();
    }
    OptionalLong said = number(answer);
    Set<String> labels = labels(asked.group(1));
    if (said.isEmpty() || labels.isEmpty()) {
      return Optional.empty();
    }
    long found = detector.detect(image, labels, context.scope()).size();
    return found == said.getAsLong()
        ? Optional.empty()
        : Optional.of(
            "The detector counts " + found + " of \u201c" + asked.group(1).strip() + "\u201d.");
  }

  private Optional<String> presence(
      Image image, String question, String answer, CallContext context) {
    Matcher asked = ANY_THERE.matcher(question);
    Matcher said = YES_OR_NO.matcher(answer);
    if (!asked.find() || !said.find()) {
      return Optional.empty();
    }
    Set<String> labels = labels(asked.group(1));
    if (labels.isEmpty()) {
      return Optional.empty();
    }
    int found = detector.detect(image, labels, context.scope()).size();
    boolean yes = said.group(1).equalsIgnoreCase("yes");
    return yes == found > 0
        ? Optional.empty()
        : Optional.of(
            "The detector finds "
                + (found == 0 ? "no" : Integer.toString(found))
                + " \u201c"
                + asked.group(1).strip()
                + "\u201d.");
  }

  /**
   * The detector's words for what is asked about; the last word alone where the whole is unknown.
   */
  private Set<String> labels(String thing) {
    if (detector.labels().isEmpty()) {
      return Set.of();
    }
    return new ObjectNames(detector.labels()).labels(thing.strip());
  }

  private static OptionalLong number(String answer) {
    Matcher digits = NUMBER.matcher(answer);
    if (digits.find()) {
      return OptionalLong.of(Long.parseLong(digits.group()));
    }
    return WORD.matcher(answer.toLowerCase(Locale.ROOT))
        .results()
        .map(MatchResult::group)
        .filter(NUMBER_WORDS::containsKey)
        .mapToLong(word -> NUMBER_WORDS.getOrDefault(word, 0L))
        .findFirst();
  }

  /** Text that the model puts in quotes is text that it claims to read. */
  private Optional<String> quotes(Image image, String answer, CallContext context) {
    List<String> quoted = QUOTED.matcher(answer).results().map(match -> match.group(1)).toList();
    if (quoted.isEmpty()) {
      return Optional.empty();
    }
    String read =
        plain(
            mediaText.lines(image, context).stream()
                .map(TextLine::text)
                .collect(Collectors.joining(" ")));
    List<String> missing = quoted.stream().filter(text -> !holds(read, plain(text))).toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The text reader does not find \u201c"
                + String.join("\u201d, \u201c", missing)
                + "\u201d.");
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "");
  }

  /** Whether the text holds the part, a letter here and there misread. */
  private static boolean holds(String text, String part) {
    if (part.isEmpty() || text.contains(part)) {
      return true;
    }
    for (int from = 0; from + part.length() <= text.length(); from++) {
      if (EditDistance.similarity(text.substring(from, from + part.length()), part) >= SAME_TEXT) {
        return true;
      }
    }
    return false;
  }
}
