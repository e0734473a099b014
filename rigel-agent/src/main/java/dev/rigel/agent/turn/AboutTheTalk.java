package dev.rigel.agent.turn;

import java.util.regex.Pattern;

/**
 * Recognises questions about what was said or found before: "How many cars did you count in the
 * first photo?" The conversation answers them; no medium has to be looked at again.
 */
final class AboutTheTalk {
  private static final int LONGEST = 400;

  private static final String ENGLISH =
      "\\W*(?:(?:and|so|sorry|please|wait|but|ok|okay)\\W+)*(?:"
          + "(?:what|which|who|when|where|how (?:many|much|large|long)|why)\\b.{0,80}\\b(?:"
          + "(?:did|had) (?:you|i|we)\\b.{0,12}\\b(?:say|tell|told|find|found|count|answer|ask|asked"
          + "|read|give|mention|talk|want)"
          + "|have (?:you|i|we) (?:said|told|found|counted|answered|read|given|mentioned|asked)"
          + "|(?:you|i) (?:said|told|found|counted|answered|read|gave|mentioned|asked)"
          + "|(?:was|were|is)\\b.{0,60}\\bagain\\W*$)"
          + "|(?:(?:can|could) you )?(?:remind me|repeat (?:your|what you)|tell me again|say again)\\b"
          + "|what (?:was|were) (?:my|your|our) (?:\\w+ )?(?:questions?|answers?|requests?|messages?)\\b)";

  private static final String GERMAN =
      "\\W*(?:was|wie|welche\\w*|wer|wann|wo)\\b.{0,60}\\b(?:hast du|haben sie|hattest du|habe ich)\\b"
          + ".{0,40}\\b(?:gesagt|genannt|gefunden|gezählt|gefragt|geantwortet|gelesen)";

  private static final String FRENCH =
      "\\W*(?:que|qu|quel\\w*|combien|qui|quand|où)\\b.{0,60}\\b(?:as-tu|avez-vous|tu as|vous avez"
          + "|m'as|m'avez|ai-je)\\b.{0,20}\\b(?:dit|trouvé|compté|lu|répondu|donné|demandé)";

  private static final String SPANISH =
      "\\W*(?:qué|que|cuál\\w*|cuánt\\w*|quién|cuándo|dónde)\\b.{0,60}\\b(?:dijiste|has dicho|me dijo"
          + "|encontraste|contaste|pregunté|respondiste)";

  private static final String CHINESE = ".{0,10}你(?:刚才|之前|前面).{0,6}(?:说|找到|数|回答|读)";

  private static final Pattern ASKED =
      Pattern.compile(
          "^(?:" + String.join("|", ENGLISH, GERMAN, FRENCH, SPANISH, CHINESE) + ")",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  private AboutTheTalk() {}

  static boolean is(String text) {
    return text.length() <= LONGEST && ASKED.matcher(text.replace('’', '\'')).find();
  }
}
