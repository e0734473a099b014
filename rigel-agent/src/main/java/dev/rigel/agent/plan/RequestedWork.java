package dev.rigel.agent.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

  /** What is to be left as it is is not looked for. */
  private static final String NOT_LEFT = "(?<!not the )(?<!leave the )(?<!keep the )";

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
              "(?:make|create|generate|need|put .{1,60} into)\\b(?! the\\b).{0,30}\\bqr\\b",
              "qr\\(",
              "make a QR code"),
          work("(?:bar|pie|line) chart|plot", "chart\\(", "draw a chart"),
          work(
              "(?:remove|delete|drop|throw out|take out) (?:the )?(?:\\w+ )?pages?(?: \\d+)?",
              "select\\(",
              "take the page out"),
          work("(?:as|into) (?:a |one |a new )?pdf|pdf of", "documents?=", "give a document"),
          work(
              "(?:remove|delete|drop|erase|clear|take away|get rid of) (?:the |its )?background"
                  + "|without (?:the |a )?background",
              "remove_background\\(",
              "remove the background"));

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
          work(
              "(?:from )?(?:left to right|right to left|top to bottom)",
              "sort|flip",
              "put in order"),
          work(
              "(?:qr|bar)[- ]?codes?|(?:the|this|both|each|every|two) codes?",
              "barcodes\\(|\\bqr\\(",
              "look at the code"),
          work(
              NOT_LEFT + "amounts(?! to\\b)",
              "\"amount\"|numbers\\(|extract\\(",
              "look for amounts"),
          work(NOT_LEFT + "dates", "\"date\"|extract\\(", "look for dates"),
          work(NOT_LEFT + "phone numbers", "\"phone\"|extract\\(", "look for phone numbers"),
          work(
              NOT_LEFT + "e-?mail addresses",
              "\"email\"|@|extract\\(",
              "look for e-mail addresses"));

  /** Work that nobody wants who does not ask for it. */
  private static final List<Work> UNASKED =
      List.of(
          work("codes?|qr\\w*", "\\bqr\\(", "make a QR code"),
          work("charts?|plot|graph|diagram|bars?|pie|curve", "chart\\(", "draw a chart"),
          work("flip\\w*|mirror\\w*|reflect\\w*|around", "\\bflip\\(", "flip"),
          work("gr[ae]y\\w*|black|colou?rs?|monochrome|photocopy", "grayscale\\(", "make it gray"),
          work(
              "rotat\\w*|turn\\w*|upside|upright|quarter|degrees|°|clockwise|sideways|head|tilt\\w*"
                  + "|portrait|landscape|straight\\w*|orient\\w*|lying|round",
              "\\brotate\\(",
              "rotate"),
          work(
              "resiz\\w*|(?:up)?scal\\w*|large\\w*|enlarg\\w*|small\\w*|big\\w*|sizes?|pixels?|half|twice|double"
                  + "|tripl\\w*|times|shrink\\w*|width|height|wide|high|thumbnail|percent|%|zoom\\w*|fit"
                  + "|reduc\\w*|tiny|magnif\\w*|resolution|detail|px|\\d+x",
              "\\b(?:resize|upscale)\\(", "resize"),
          work(
              "eras\\w*|remov\\w*|delet\\w*|away|out|off|retouch\\w*|disappear\\w*|vanish\\w*|rid"
                  + "|without|clean\\w*",
              "\\berase\\(",
              "erase"),
          work(
              "e-?mails?|\\w*mails?|address\\w*|contacts?|@",
              "find_text\\([^()]*\"email\"",
              "look for e-mail addresses"),
          work(
              "\\w*phone\\w*|numbers?|call\\w*|contacts?|tel|fax|mobile|reach\\w*",
              "find_text\\([^()]*\"phone\"",
              "look for phone numbers"),
          work(
              "\\w*dat(?:e|es|ed|um)|days?|when|years?|months?|time|old|oldest|new|newest|due|latest"
                  + "|earliest|appointments?|deadlines?|expir\\w*|until|since|born|birthday|valid|long",
              "find_text\\([^()]*\"date\"",
              "look for dates"),
          work(
              "web\\w*|links?|urls?|sites?|home ?pages?|address\\w*|internet",
              "find_text\\([^()]*\"url\"",
              "look for web addresses"),
          work(
              "ibans?|accounts?|bank\\w*|transfer|pay",
              "find_text\\([^()]*\"iban\"",
              "look for IBANs"));

  /** A word that lines are searched for. */
  private static final Pattern SEARCHED =
      Pattern.compile("\"([\\p{L}]{3,})\" in \\w+\\.text|search\\(\\w+, \"([\\p{L}]{3,})\"\\)");

  /** What detectors find has a label; what is written there they do not read. */
  private static final Pattern FOUND_BY_SIGHT =
      Pattern.compile("\\b(?:detect|faces|people|find|pose|hands|segment)\\(");

  private static final Pattern READS =
      Pattern.compile(
          "\\b(?:read|text|search|find_text|barcodes|tables|layout|fields|extract|evidence)\\(");

  private static final Pattern TEXT_OF = Pattern.compile("\\.text\\b");

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

  /** How many kinds of work a program leaves out or does though nobody asks for it. */
  static int misfits(String request, String program) {
    long left = in(request).stream().filter(work -> !work.isDoneBy(program)).count();
    long unasked =
        UNASKED.stream()
            .filter(work -> work.isDoneBy(program) && !work.asked().matcher(request).find())
            .count();
    return Math.toIntExact(left + unasked);
  }

  /** Whether a request says a word, in whatever form. */
  private static boolean speaksOf(String request, String word) {
    String stem = word.toLowerCase(Locale.ROOT).substring(0, Math.min(4, word.length()));
    return request.toLowerCase(Locale.ROOT).contains(stem);
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
    SEARCHED
        .matcher(program)
        .results()
        .map(match -> match.group(1) != null ? match.group(1) : match.group(2))
        .filter(word -> !speaksOf(request, word))
        .map(word -> "the program searches for \"" + word + "\", which the request does not say")
        .forEach(doubts::add);
    if (TEXT_OF.matcher(program).find()
        && FOUND_BY_SIGHT.matcher(program).find()
        && !READS.matcher(program).find()) {
      doubts.add("what is detected has no text; read(...) gives the lines of text");
    }
    return doubts;
  }
}
