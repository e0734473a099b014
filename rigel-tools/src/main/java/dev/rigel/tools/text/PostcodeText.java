package dev.rigel.tools.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds postal codes: by their form where a country's is unmistakable, otherwise four or five
 * digits that stand where an address has them, before a town or behind a state.
 */
public final class PostcodeText implements TextFinder {
  private record Form(Pattern pattern, double confidence) {}

  private static final String EDGE = "(?<![\\p{L}\\p{N}.,/:+-])";
  private static final String END = "(?![\\p{L}\\p{N}]|[.,/:-]\\d)";

  private static final String TOWN =
      "(?= (?!(?:Jan|Feb|M[aä]r|Apr|Ma[iy]|Jun|Jul|Aug|Sep|O[ck]t|Nov|De[cz]|Total|Summe|Page|Seite|EUR|USD|GBP|CHF)\\b)"
          + "\\p{Lu}[\\p{Ll}\\p{Lu}'.-]{2,})";

  private static final String STATE =
      "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]"
          + "|UT|V[AT]|W[AIVY]";

  private static final List<Form> FORMS =
      List.of(
          // United Kingdom; Canada; Netherlands; Ireland; Poland; Portugal; Japan; Brazil.
          form(
              "(?:GIR 0AA|(?:[A-PR-UWYZ]\\d[A-HJKPSTUW\\d]?|[A-PR-UWYZ][A-HK-Y]\\d[ABEHMNPRVWXY\\d]?)"
                  + " \\d[ABD-HJLNP-UW-Z]{2})",
              0.97),
          form("[ABCEGHJ-NPRSTVXY]\\d[ABCEGHJ-NPRSTV-Z] \\d[ABCEGHJ-NPRSTV-Z]\\d", 0.97),
          form("[1-9]\\d{3} (?!S[ADS]\\b)[A-Z]{2}(?= |,|$)", 0.9),
          form("(?:A|C|D|E|F|H|K|N|P|R|T|V|W|X|Y)(?:\\d\\d|6W) [ACDEFHKNPRTVWXY\\d]{4}", 0.95),
          form("\\d{2}-\\d{3}" + TOWN, 0.9),
          form("[1-9]\\d{3}-\\d{3}" + TOWN, 0.9),
          form("〒\\d{3}-\\d{4}", 0.97),
          form("\\d{5}-\\d{3}", 0.8),
          // United States, behind a state.
          new Form(
              Pattern.compile("(?<=\\b(?:" + STATE + ") )(\\d{5}(?:-\\d{4})?)(?![\\p{L}\\p{N}-])"),
              0.97),
          // Sweden and others with a space; then five and four digits before a town.
          new Form(Pattern.compile("(?<=^|, )([1-9]\\d{2} \\d{2})" + TOWN), 0.85),
          new Form(
              Pattern.compile("(?<=^|, |\\b(?:DE?|FR?|IT?|ES?|FIN?|HR)-)(\\d{5})" + TOWN), 0.9),
          new Form(
              Pattern.compile(
                  "(?<=^|, |\\b(?:AT?|CH|BE?|LU?|DK|NO|SI)-)((?!19|20)[1-9]\\d{3})" + TOWN),
              0.8));

  private static Form form(String expression, double confidence) {
    return new Form(Pattern.compile(EDGE + "(" + expression + ")" + END), confidence);
  }

  @Override
  public List<Match> find(String line) {
    List<Match> found = new ArrayList<>();
    for (Form form : FORMS) {
      Matcher matcher = form.pattern().matcher(line);
      while (matcher.find()) {
        Match match =
            new Match(matcher.start(1), matcher.end(1), matcher.group(1), form.confidence());
        if (found.stream().noneMatch(match::overlaps)) {
          found.add(match);
        }
      }
    }
    found.sort(Comparator.comparingInt(Match::start));
    return found;
  }
}
