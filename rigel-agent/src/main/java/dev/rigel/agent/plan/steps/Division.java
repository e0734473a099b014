package dev.rigel.agent.plan.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request taken apart: steps one after the other, perhaps under a condition.
 *
 * @param question the condition, asked as a question; empty where there is none
 * @param steps what is to be done, if the condition holds
 * @param otherwise what is to be done if it does not; empty for nothing
 */
record Division(Optional<String> question, List<String> steps, List<String> otherwise) {
  private static final int MOST_STEPS = 5;
  private static final int LONGEST_REQUEST = 400;

  private static final String VERB =
      "(?:add|adjust|attach|black out|blacken|blur|box|brighten|bring|build|change|combine|convert|copy|count"
          + "|create|crop|cut|darken|delete|double|draw|drop|duplicate|enlarge|erase|extract|find|flip|frame"
          + "|give|glue|halve|hide|highlight|insert|invert|join|keep|line|list|lighten|locate|make|mark|merge"
          + "|mirror|move|name|number|outline|overlay|paste|pixelate|place|plot|print|put|read|redact|reduce"
          + "|remove|replace|resize|return|reverse|rotate|save|scale|search|select|send|set|sharpen|show|shrink"
          + "|sort|split|stamp|straighten|summari[sz]e|swap|take|tell|tilt|tint|transcribe|translate|triple"
          + "|turn|upscale|use|watermark|write|zoom)";

  private static final String ASKING =
      "(?:how (?:many|much|often|long|large|big|wide|high|tall|far)|which|what|who|where|when"
          + "|is there|are there|say)";

  /** What follows a verb and hardly ever a noun: "and mark it", but not "the name and mark of". */
  private static final String OBJECT =
      "(?:it|its|them|their|the|an?|all|each|every|both|this|that|these|those|one|only|me|my|how|which|what|out"
          + "|everything|everybody|pages?|in|into|on|onto|to|by|beside|next|of|up|away|down|back|off|two|three"
          + "|whatever|whether|gr[ae]y|\\d\\S*|\")(?![\\p{L}\\p{N}-])";

  private static final String OUTSIDE_QUOTES = "(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)";

  private static final String POLITE =
      "(?:(?:please|kindly|first of all|first|now|can you|could you|would you|will you|i want you to|i need you to"
          + "|i'd like you to|i would like you to|then|next|after that|afterwards|finally|lastly|also|at the end)"
          + "\\b,? +)*";

  private static final String STEP =
      "(?:" + POLITE + "(?:" + VERB + "\\s+" + OBJECT + "|" + ASKING + "\\b))";

  private static final Pattern BETWEEN =
      Pattern.compile(
          "(?i)(?:\\s*[,;.]\\s*(?:(?:and|but) )?|\\s+(?:and|but|then) )(?="
              + STEP
              + ")"
              + OUTSIDE_QUOTES);

  private static final Pattern BEGINS =
      Pattern.compile("(?i)^" + POLITE + "(?:" + VERB + "|" + ASKING + ")\\b");

  private static final Pattern ASKS = Pattern.compile("(?i)^" + ASKING + "\\b");

  private static final Pattern COMPARES =
      Pattern.compile("(?i)\\b(?:more|less|fewer|else|other|difference)\\b");

  /** "Take the largest face, crop it": what is to be done with something that is named first. */
  private static final Pattern TAKES =
      Pattern.compile(
          "(?i)^(?:take|find|locate|select|look for|search) (?!out\\b|away\\b|off\\b)(?:for )?(.+)$");

  private static final Pattern DOES_WITH_IT =
      Pattern.compile(
          "(?i)^(crop|cut|cut out|blur|pixelate|mark|hide|erase|outline|highlight|frame) (?:it|them)( out)?$");

  /** A shorter question is about the one before it: "and how many more?". */
  private static final int FEWEST_WORDS = 4;

  private static final Pattern POLITE_START = Pattern.compile("(?i)^" + POLITE);

  /** Says once more that what was found is to be told. */
  private static final Pattern TELLS_AGAIN =
      Pattern.compile(
          "(?i)^(?:list|show|give|tell|name|write|say|return|send|print)(?: me)? (?:only )?(?:it|them|that|this|these|those"
              + "|(?:the|their|its) (?:results?|coordinates|positions?|places?|boxes|locations?|numbers?|count|regions?))"
              + "(?: all| both)?(?: to me| down| out)?$");

  /** "Tell me if there is one": no condition, but what is to be told. */
  private static final Pattern TELLS_NOTHING =
      Pattern.compile("(?i)^(?:tell|show|give|say|write|return|find|search)(?: me| out)?$");

  /** A further wish for what the step before it makes: "Make it small, gray and ...". */
  private static final Pattern MANNER =
      Pattern.compile(
          "(?i)^(?:in )?(?:gr[ae]y(?:scale)?|black[- ]and[- ]white|monochrome|mirrored|flipped|upside down|blurred|pixelated"
              + "|half (?:as large|its size|the size)|twice (?:as large|its size|the size)|brighter|darker|sharper"
              + "|(?:rotated|turned) .{2,40}|\\d+ (?:pixels|px) (?:wide|high))$");

  private static final Pattern MAKES = Pattern.compile("(?i)^make\\b");

  private static final Pattern SEVERAL =
      Pattern.compile("(?i)\\b(?:both|all|two|three|each|every|these|those)\\b");

  private static final String IF = "(?:if|in case|when|should)";
  private static final String ELSE =
      "(?:otherwise|else|or else|if not|if there (?:is|are) none|if there isn't|if there aren't)";

  private static final Pattern IF_THEN_ELSE =
      Pattern.compile(
          "(?is)^"
              + IF
              + "\\s+(.+?)(?:,? then,?|,)\\s+(.+?)\\s*[;,.]\\s*(?:and |but )?"
              + ELSE
              + ",?\\s+(.+)$");
  private static final Pattern IF_THEN =
      Pattern.compile("(?is)^" + IF + "\\s+(.+?)(?:,? then,?|,)\\s+(.+)$");
  private static final Pattern THEN_IF_ELSE =
      Pattern.compile(
          "(?is)^(.+?),?\\s+if\\s+(.+?)\\s*[;,.]\\s*(?:and |but )?" + ELSE + ",?\\s+(.+)$");
  private static final Pattern THEN_IF =
      Pattern.compile("(?is)^(.+?),?\\s+(?:but |and )?only (?:if|when|in case)\\s+(.+)$");

  private static final Pattern UNLESS =
      Pattern.compile("(?is)^(.+?),?\\s+(?:unless|except if|except when)\\s+(.+)$");
  private static final Pattern IF_SO =
      Pattern.compile(
          "(?is)^((?:is|are|does|do|has|have|can you see)\\b[^?]+\\?)\\s*if (?:so|yes|it is|it does|they are|there (?:is|are))(?:,? then)?,?\\s+(.+?)"
              + "(?:\\s*[;,.]\\s*(?:and |but )?"
              + ELSE
              + ",?\\s+(.+))?$");

  private static final Pattern LEAVES =
      Pattern.compile(
          "(?i)^(?:please )?(?:leave|keep) (?:it|them|everything|the \\w+)(?: as (?:it|they) (?:is|are)| alone| unchanged"
              + "| untouched)?$|^(?:do|change) nothing$|^don't (?:do|change) anything$");

  private static final Pattern THERE_IS = Pattern.compile("(?i)^there (is|are|was|were) (.+)$");
  private static final Pattern IT_IS = Pattern.compile("(?i)^(.+?) (is|are) (.+)$");
  private static final Pattern IT_HAS =
      Pattern.compile("(?i)^(.+?) (has|contains|shows|mentions|includes|have|contain|show) (.+)$");
  private static final Pattern ONE_SEES =
      Pattern.compile("(?i)^(?:you|one|we|i) (?:can )?(?:see|find|detect|spot|recogni[sz]e) (.+)$");

  Division {
    steps = List.copyOf(steps);
    otherwise = List.copyOf(otherwise);
  }

  /** The parts of a request; empty where it is one thing, or cannot be told apart surely. */
  static Optional<Division> of(String request) {
    String said = request.strip().replaceAll("\\s+", " ").replaceAll("[.!]+$", "");
    if (said.length() > LONGEST_REQUEST) {
      return Optional.empty();
    }
    Matcher so = IF_SO.matcher(said);
    if (so.matches()) {
      return branches(so.group(2), Optional.ofNullable(so.group(3)).orElse(""))
          .map(both -> new Division(Optional.of(so.group(1)), both.steps(), both.otherwise()));
    }
    Matcher all = IF_THEN_ELSE.matcher(said);
    if (all.matches()) {
      return conditional(all.group(1), all.group(2), all.group(3));
    }
    Matcher then = IF_THEN.matcher(said);
    if (then.matches()) {
      return conditional(then.group(1), then.group(2), "");
    }
    Matcher late = THEN_IF_ELSE.matcher(said);
    if (late.matches()) {
      return conditional(late.group(2), late.group(1), late.group(3));
    }
    Matcher only = THEN_IF.matcher(said);
    if (only.matches()) {
      return conditional(only.group(2), only.group(1), "");
    }
    Matcher unless = UNLESS.matcher(said);
    if (unless.matches()) {
      return conditional(unless.group(2), "", unless.group(1));
    }
    List<String> steps = steps(said);
    return steps.size() < 2
        ? Optional.empty()
        : Optional.of(new Division(Optional.empty(), steps, List.of()));
  }

  private static Optional<Division> conditional(String condition, String then, String otherwise) {
    return branches(then, otherwise)
        .flatMap(both ->
            question(condition.strip())
                .map(asked -> new Division(Optional.of(asked), both.steps(), both.otherwise())));
  }

  /** What is to be done if a condition holds, and if not; one of them may be nothing. */
  private static Optional<Division> branches(String then, String otherwise) {
    Optional<List<String>> steps = branch(then);
    Optional<List<String>> others = branch(otherwise);
    return steps.isEmpty() || others.isEmpty() || (steps.get().isEmpty() && others.get().isEmpty())
        ? Optional.empty()
        : Optional.of(new Division(Optional.empty(), steps.get(), others.get()));
  }

  private static Optional<List<String>> branch(String text) {
    String said = text.replaceFirst("[?.!]+$", "").strip();
    if (said.isEmpty() || LEAVES.matcher(said).matches()) {
      return Optional.of(List.of());
    }
    List<String> steps = steps(said);
    return steps.isEmpty() ? Optional.empty() : Optional.of(steps);
  }

  /** A statement as the question whether it is so. */
  private static Optional<String> question(String condition) {
    Matcher there = THERE_IS.matcher(condition);
    if (there.matches()) {
      return Optional.of(capital(there.group(1)) + " there " + there.group(2) + "?");
    }
    Matcher sees = ONE_SEES.matcher(condition);
    if (sees.matches()) {
      return Optional.of("Is there " + sees.group(1) + "?");
    }
    Matcher has = IT_HAS.matcher(condition);
    if (has.matches()) {
      String verb = has.group(2).toLowerCase(Locale.ROOT);
      boolean many = !verb.endsWith("s");
      String plain =
          verb.equals("has") ? "have" : many ? verb : verb.substring(0, verb.length() - 1);
      return Optional.of(
          (many ? "Do " : "Does ") + has.group(1) + " " + plain + " " + has.group(3) + "?");
    }
    Matcher is = IT_IS.matcher(condition);
    return is.matches()
        ? Optional.of(capital(is.group(2)) + " " + is.group(1) + " " + is.group(3) + "?")
        : Optional.empty();
  }

  /**
   * The steps, each beginning with what is to be done; none where that cannot be told or there are
   * too many.
   */
  private static List<String> steps(String said) {
    List<String> steps = new ArrayList<>();
    for (String part : BETWEEN.split(said)) {
      String step = POLITE_START.matcher(part.strip()).replaceFirst("").strip();
      boolean elliptical =
          !steps.isEmpty()
              && ASKS.matcher(step).find()
              && (step.split(" ").length < FEWEST_WORDS || COMPARES.matcher(step).find());
      if (elliptical || !BEGINS.matcher(step).find() || TELLS_NOTHING.matcher(step).matches()) {
        return List.of();
      }
      Matcher does = DOES_WITH_IT.matcher(step);
      Matcher takes = TAKES.matcher(steps.isEmpty() ? "" : steps.getLast());
      if (does.matches() && takes.matches()) {
        String out = does.group(2) == null ? "" : does.group(2);
        steps.set(steps.size() - 1, does.group(1) + out + " " + takes.group(1));
      } else if (steps.isEmpty() || !TELLS_AGAIN.matcher(step).matches()) {
        addWithManners(steps, step);
      }
    }
    return steps.size() > MOST_STEPS ? List.of() : steps;
  }

  /** "Make it small, gray" is one thing after the other. */
  private static void addWithManners(List<String> steps, String step) {
    String[] parts = MAKES.matcher(step).find() ? step.split(", (?:and )?") : new String[] {step};
    String whole = parts[0];
    List<String> manners = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      if (MANNER.matcher(parts[i]).matches()) {
        manners.add(parts[i]);
      } else {
        whole = step;
        manners.clear();
        break;
      }
    }
    steps.add(whole);
    String pointing = SEVERAL.matcher(whole).find() ? "them " : "it ";
    manners.forEach(manner -> steps.add("make " + pointing + manner.replaceFirst("(?i)^in ", "")));
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1).toLowerCase(Locale.ROOT);
  }
}
