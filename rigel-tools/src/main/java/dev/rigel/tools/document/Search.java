package dev.rigel.tools.document;

import static dev.rigel.tools.VisualTypes.DOCUMENT_OR_IMAGE;
import static dev.rigel.tools.VisualTypes.REGIONS;

import dev.rigel.base.RigelException;
import dev.rigel.media.Media;
import dev.rigel.media.Region;
import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;
import dev.rigel.tools.reading.FlatText;
import dev.rigel.tools.reading.MediaText;
import dev.rigel.tools.text.Folding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where words occur. */
public final class Search extends DeclaredTool {
  private final MediaText mediaText;

  public Search(MediaText mediaText) {
    super(
        Declaration.of(Toolset.DOCUMENT, "search", "Finds where words occur.")
            .takes("document", DOCUMENT_OR_IMAGE, "where to look")
            .takes("query", Type.STR, "a word or phrase")
            .gives(REGIONS)
            .hint("where words occur, .page .text")
            .avoid("For kinds of things such as dates or e-mail addresses use find_text.")
            .limits(
                "Capitals and accents do not matter; words match from their beginning, phrases also"
                    + " over line ends. Does not search by meaning."));
    this.mediaText = mediaText;
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Pattern pattern = pattern(arguments.text("query"));
    List<Region> hits = new ArrayList<>();
    for (FlatText page :
        FlatText.pages(mediaText.lines(arguments.value("document", Media.class), context))) {
      Matcher matcher = pattern.matcher(Folding.fold(page.text()));
      while (matcher.find()) {
        hits.add(page.region(matcher.start(), matcher.end(), "match"));
      }
    }
    return List.copyOf(hits);
  }

  /** The words of the query, the last of which may go on: "invoice" finds "invoices" too. */
  private static Pattern pattern(String query) {
    String[] words = Folding.fold(query).strip().split("\\s+");
    if (words[0].isEmpty()) {
      throw RigelException.invalid(
          "search needs words to search for; the query is empty.", "query");
    }
    String phrase = Arrays.stream(words).map(Pattern::quote).collect(Collectors.joining("\\s+"));
    String first = words[0];
    String last = words[words.length - 1];
    return Pattern.compile(
        (Character.isLetterOrDigit(first.codePointAt(0)) ? "(?<![\\p{L}\\p{N}])" : "")
            + phrase
            + (Character.isLetter(last.codePointBefore(last.length())) ? "\\p{L}*" : ""));
  }
}
