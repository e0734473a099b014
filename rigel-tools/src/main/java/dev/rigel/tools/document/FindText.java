package dev.rigel.tools.document;

import static dev.rigel.tools.VisualTypes.DOCUMENT_OR_IMAGE;
import static dev.rigel.tools.VisualTypes.REGIONS;

import dev.rigel.base.RigelException;
import dev.rigel.media.Media;
import dev.rigel.media.Region;
import dev.rigel.program.Arguments;
import dev.rigel.program.Parameter;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;
import dev.rigel.tools.reading.MediaText;
import dev.rigel.tools.reading.TextLine;
import dev.rigel.tools.text.TextFinder;
import dev.rigel.tools.text.TextKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Things of one kind in the text: e-mail addresses, telephone numbers, dates, amounts … */
public final class FindText extends DeclaredTool {
  private final MediaText mediaText;

  public FindText(MediaText mediaText) {
    super(
        Declaration.of(
                Toolset.DOCUMENT, "find_text", "Finds things of one kind in the text, by rule.")
            .takes("document", DOCUMENT_OR_IMAGE, "where to look")
            .takes(Parameter.word("kind", TextKind.words(), "what to find"))
            .gives(REGIONS)
            .hint("kind: email, phone, date, amount, url, iban …")
            .avoid("For one certain value, such as the total or the due date, use extract.")
            .limits(
                "What has a check sum is checked by it (IBANs, card numbers, ISBNs, most VAT"
                    + " numbers), dates by the calendar, countries of BICs and IBANs by their"
                    + " lists; what fails is left out. Numbers of orders, licences and the like"
                    + " are found by the words before them. Things that are broken over two lines"
                    + " are not found. At the end, with confidence 0, come those in text of a PDF"
                    + " that nobody sees."));
    this.mediaText = mediaText;
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    TextKind kind =
        TextKind.of(arguments.text("kind"))
            .orElseThrow(() ->
                RigelException.invalid(
                    "find_text knows the kinds " + String.join(", ", TextKind.words()) + ".",
                    "kind"));
    Media media = arguments.value("document", Media.class);
    List<TextLine> lines = new ArrayList<>(mediaText.lines(media, context));
    lines.addAll(mediaText.hidden(media, context));
    TextFinder finder =
        kind.finder(lines.stream().map(TextLine::text).collect(Collectors.joining("\n")));
    List<Region> found = new ArrayList<>();
    for (TextLine line : lines) {
      for (TextFinder.Match match : finder.find(line.text())) {
        found.add(line.span(match.start(), match.end(), kind.word()));
      }
    }
    return List.copyOf(found);
  }
}
