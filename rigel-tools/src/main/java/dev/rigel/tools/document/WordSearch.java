package dev.rigel.tools.document;

import dev.rigel.media.Region;
import dev.rigel.tools.reading.FlatText;
import dev.rigel.tools.text.Folding;
import dev.rigel.tools.text.Misreading;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds words on a page as they stand, as a hyphen parts them at a line's end, and, where the page
 * was read in a picture, as they may have been misread.
 */
final class WordSearch {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}|!$]+(?:['-][\\p{L}\\p{N}]+)*");

  /** Shorter words are like too many others. */
  private static final int SHORTEST = 4;

  private static final int USUAL = 6;

  /** A word read with more certainty than this stands there unless look-alikes tell otherwise. */
  private static final double SURELY_READ = 0.85;

  private static final double PARTED = 0.97;
  private static final double OFF_BY_ONE = 0.25;

  private final List<String> words;
  private final Pattern pattern;

  /**
   * @param query folded, at least one word
   */
  WordSearch(String query) {
    words = List.of(query.strip().split("\\s+"));
    pattern = pattern(words);
  }

  /** The words of the query, the last of which may go on: "invoice" finds "invoices" too. */
  private static Pattern pattern(List<String> words) {
    String phrase = words.stream().map(Pattern::quote).collect(Collectors.joining("\\s+"));
    String first = words.getFirst();
    String last = words.getLast();
    return Pattern.compile(
        (Character.isLetterOrDigit(first.codePointAt(0)) ? "(?<![\\p{L}\\p{N}])" : "")
            + phrase
            + (Character.isLetter(last.codePointBefore(last.length())) ? "\\p{L}*" : ""));
  }

  /** Hits as they stand, in reading order. */
  List<Region> exact(FlatText page) {
    List<Region> hits = new ArrayList<>();
    Matcher matcher = pattern.matcher(Folding.fold(page.text()));
    while (matcher.find()) {
      hits.add(page.region(matcher.start(), matcher.end(), "match"));
    }
    return hits;
  }

  /** Further hits, less sure ones; none of them lies on an exact one. */
  List<Region> loose(FlatText page) {
    String folded = Folding.fold(page.text());
    List<int[]> taken = new ArrayList<>();
    Matcher exact = pattern.matcher(folded);
    while (exact.find()) {
      taken.add(new int[] {exact.start(), exact.end()});
    }
    List<Region> hits = new ArrayList<>();
    addParted(page, folded, taken, hits);
    addMisread(page, folded, taken, hits);
    return hits;
  }

  /** Where a line ends with a hyphen inside a word. */
  private void addParted(FlatText page, String folded, List<int[]> taken, List<Region> hits) {
    StringBuilder joined = new StringBuilder();
    int[] places = new int[folded.length() + 1];
    for (int i = 0; i < folded.length(); i++) {
      if (page.endsLine(i + 1)
          && folded.charAt(i) == '-'
          && i > 0
          && Character.isLetter(folded.charAt(i - 1))
          && i + 2 < folded.length()
          && Character.isLetter(folded.charAt(i + 2))) {
        i++;
        continue;
      }
      places[joined.length()] = i;
      joined.append(folded.charAt(i));
    }
    places[joined.length()] = folded.length();
    Matcher matcher = pattern.matcher(joined);
    while (matcher.find()) {
      int start = places[matcher.start()];
      int end = places[matcher.end() - 1] + 1;
      if (isFree(start, end, taken)) {
        taken.add(new int[] {start, end});
        hits.add(lessSure(page.region(start, end, "match"), PARTED));
      }
    }
  }

  private void addMisread(FlatText page, String folded, List<int[]> taken, List<Region> hits) {
    List<int[]> tokens = new ArrayList<>();
    Matcher word = WORD.matcher(folded);
    while (word.find()) {
      tokens.add(new int[] {word.start(), word.end()});
    }
    for (int i = 0; i + words.size() <= tokens.size(); i++) {
      double cost = 0;
      for (int k = 0; k < words.size() && Double.isFinite(cost); k++) {
        int[] token = tokens.get(i + k);
        cost += cost(folded.substring(token[0], token[1]), words.get(k));
      }
      int start = tokens.get(i)[0];
      int end = tokens.get(i + words.size() - 1)[1];
      if (cost > 0 && Double.isFinite(cost) && isFree(start, end, taken)) {
        Region place = page.region(start, end, "match");
        boolean read = place.confidence() < 1;
        boolean likely = cost < 1 || place.confidence() < SURELY_READ;
        if (read && likely) {
          taken.add(new int[] {start, end});
          hits.add(lessSure(place, Math.max(0.1, 1 - OFF_BY_ONE * (1 + cost))));
        }
      }
    }
  }

  /** What one word may be off: nothing when short, look-alikes, from six letters on one letter. */
  private static double cost(String read, String meant) {
    if (read.equals(meant)) {
      return 0;
    }
    double most =
        meant.length() < SHORTEST
            ? 0
            : meant.length() < USUAL ? 2 * Misreading.LOOK_ALIKE : 1 + Misreading.LOOK_ALIKE;
    return Math.abs(read.length() - meant.length()) > 2
        ? Double.POSITIVE_INFINITY
        : Misreading.cost(read, meant, most);
  }

  private static boolean isFree(int start, int end, List<int[]> taken) {
    return taken.stream().noneMatch(hit -> start < hit[1] && hit[0] < end);
  }

  private static Region lessSure(Region region, double factor) {
    return new Region(
        region.source(),
        region.page(),
        region.time(),
        region.box(),
        region.label(),
        region.text(),
        region.confidence() * factor,
        region.points(),
        region.mask(),
        region.angle());
  }
}
