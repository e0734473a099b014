package dev.rigel.agent.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Sees parts of a request that a well-typed program leaves out: a turn that is not made, a largest
 * that is not chosen, a limit that is not compared with. A small model drops the second half of a
 * combination far more often than it invents something.
 */
final class RequestedWork {
  /**
   * A kind of work.
   *
   * @param asked how a request asks for it
   * @param done what a program that does it contains
   * @param what the work in words
   */
  record Work(Pattern asked, Pattern done, String what) {
    boolean isDoneBy(String program) {
      return done.matcher(program).find();
    }
  }

  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|“[^”]*”");

  /** A question about how a picture is does not ask to make it so. */
  private static final Pattern QUESTION =
      Pattern.compile("(?i)^\\s*(?:is|are|was|were|how|what|which|does|do|has|have)\\b");

  private static final List<Work> CHANGES =
      List.of(
          work(
              "rotat(?:e|ed|ing)|upside down|quarter turn|\\d+ ?(?:degrees|°)",
              "rotate\\(",
              "rotate"),
          work("mirror(?:ed)?|flip(?:ped)?", "flip\\(|rotate\\(", "flip"),
          work(
              "gr[ae]y|gr[ae]yscale|black[- ]and[- ]white|monochrome|desaturate",
              "grayscale\\(|saturation",
              "make it gray"),
          work("pixelate", "pixelate\\(", "pixelate"),
          work("blur", "blur\\(|pixelate\\(", "blur"),
          work(
              "crop|cut (?:out|off|away)|cut the .{1,40} out",
              "crop\\(|half\\(|remove_background\\(|erase\\(|select\\(",
              "crop"),
          work(
              "(?:left|right|upper|lower|top|bottom)(?:-hand)? half|(?:upper|lower|left|right) halves",
              "half\\(|crop\\(|0\\.5",
              "take the half"),
          work(
              "(?:put|show|place|set|line)\\b.{0,80}\\b(?:side by side|next to|beside|in a row)",
              "side_by_side\\(|montage\\(",
              "show them side by side"),
          work("collage", "montage\\(", "make a collage"),
          work(
              "enlarge|shrink|resize|scale|twice (?:the|its) size|three times (?:the|its) size|pixels (?:wide|high)",
              "resize\\(|upscale\\(",
              "resize"),
          work("redact|black(?:ed)? out", "redact\\(|draw\\(|blur\\(|pixelate\\(", "redact"),
          work("number (?:the|all|each|every)", "number\\(|enumerate\\(", "number them"),
          work("watermark", "watermark\\(", "set a watermark"),
          work(
              "(?:mark|outline|highlight)(?:ed)?|(?:box|frame|rectangle)(?:es|s)? (?:only )?around",
              "draw\\(|number\\(|mask_overlay\\(",
              "mark"),
          work("translate|summari[sz]e|summary", "write\\(", "word it"),
          work(
              "(?:make|create|generate|need|put .{1,60} into)\\b.{0,30}\\bqr\\b",
              "qr\\(",
              "make a QR code"),
          work("(?:bar|pie|line) chart|plot", "chart\\(", "draw a chart"),
          work(
              "(?:remove|delete|drop|throw out|take out) (?:the )?(?:\\w+ )?pages?(?: \\d+)?",
              "select\\(",
              "take the page out"),
          work("(?:as|into) (?:a |one |a new )?pdf|pdf of", "document=", "give a document"));

  private static final List<Work> CHOICES =
      List.of(
          work(
              "largest|biggest|smallest|smaller|tallest|widest|highest|lowest|longest|shortest|cheapest"
                  + "|most expensive|earliest|latest|oldest|newest|nearest|furthest"
                  + "|left-?most|right-?most|top-?most|bottom-?most|further (?:down|up|left|right)",
              "max\\(|min\\(|sorted\\(|\\.sort\\(|\\[-?\\d*:?-?\\d*]|<|>",
              "choose by size, place or value"),
          work(
              "(?:above|over|at least|more than|below|under|less than|fewer than|at most|exceeds?)"
                  + " (?:of )?[€$£]?\\d[\\d.,]*",
              "[<>]",
              "compare with the limit"),
          work(
              "(?:which|what|what's|when|who|how much)\\b.{0,60}\\b(?:ticket|receipt|menu|card|sign|letter|bill"
                  + "|invoice|contract|label|timetable)",
              "read\\(|text\\(|extract\\(|search\\(|barcodes\\(|tables\\(|fields\\(|colors\\(|info\\(|faces\\(|people\\(|classify\\(",
              "say what is written there"),
          work("average|the mean of", "/|mean", "take the average"),
          work("add up|the sum of", "sum\\(|\\+", "add up"),
          work("(?:from )?(?:left to right|right to left|top to bottom)", "sort", "put in order"));

  /** Work that nobody wants who does not ask for it. */
  private static final List<Work> UNASKED =
      List.of(
          work("codes?|qr\\w*", "\\bqr\\(", "make a QR code"),
          work("charts?|plot|graph|diagram|bars?|pie|curve", "chart\\(", "draw a chart"),
          work("flip\\w*|mirror\\w*|reflect\\w*|around", "\\bflip\\(", "flip"),
          work("gr[ae]y\\w*|black|colou?rs?|monochrome|photocopy", "grayscale\\(", "make it gray"));

  private RequestedWork() {}

  private static Work work(String asked, String done, String what) {
    return new Work(
        Pattern.compile("(?i)(?<![\\p{L}\\p{N}-])(?:" + asked + ")(?![\\p{L}\\p{N}])"),
        Pattern.compile(done),
        what);
  }

  /**
   * What a request asks to be done.
   *
   * @param request in English
   */
  static List<Work> in(String request) {
    String asked = QUOTED.matcher(request).replaceAll("\"\"");
    List<Work> all = new ArrayList<>(CHOICES);
    if (!QUESTION.matcher(request).find()) {
      all.addAll(CHANGES);
    }
    return all.stream().filter(work -> work.asked().matcher(asked).find()).toList();
  }

  /**
   * What the program does not do though it is asked for, and does though it is not, as messages for
   * a planner.
   *
   * @param request in English
   */
  static List<String> doubts(String request, String program) {
    List<String> doubts = new ArrayList<>();
    in(request).stream()
        .filter(work -> !work.isDoneBy(program))
        .map(work -> "the request asks to " + work.what() + ", the program does not")
        .forEach(doubts::add);
    UNASKED.stream()
        .filter(work -> work.isDoneBy(program) && !work.asked().matcher(request).find())
        .map(work -> "nobody asks to " + work.what())
        .forEach(doubts::add);
    return doubts;
  }
}
