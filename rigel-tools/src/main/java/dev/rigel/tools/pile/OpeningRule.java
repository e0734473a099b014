package dev.rigel.tools.pile;

import dev.rigel.media.Region;
import dev.rigel.tools.pile.KindReader.Judgement;
import dev.rigel.tools.pile.PageView.Title;
import dev.rigel.tools.reading.TextLine;
import dev.rigel.tools.text.Folding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How documents begin: with a title, a letterhead, an address, a salutation. */
final class OpeningRule implements BoundaryRule {
  private static final double TITLED = 2.6;
  private static final double SAME_TITLE_AGAIN = 2.4;
  private static final double RUNNING_TITLE = 0;
  private static final double LARGE_LINE = 1.6;
  private static final double SALUTATION = 2.2;
  private static final double OTHER_KIND = 1.2;
  private static final double NOTHING = -1.2;

  /** A title weighs so much at least; what stands in running text weighs less. */
  private static final double TITLE_SCORE = 3.4;

  private static final double SURE_KIND = 0.6;
  private static final double NEAR_TOP = 0.4;
  private static final double MUCH_LARGER = 1.35;

  private static final Pattern SALUTATIONS =
      Pattern.compile(
          "^(?:dear |to whom it may concern|sehr geehrte|liebe[rs]? |guten tag |madame|monsieur|cher |chere"
              + " |estimad[oa]|querid[oa]|egregi|gentile|geachte|beste |from:|von:|gesendet:)");

  @Override
  public List<Sign> signs(Joint joint) {
    List<Sign> signs = new ArrayList<>();
    Optional<Judgement> title = title(joint);
    title.ifPresent(found -> signs.add(titled(joint, found.proof().getFirst())));
    salutation(joint.after())
        .ifPresent(line ->
            signs.add(
                Sign.of(SALUTATION, "a letter begins: \"" + line.text() + "\"", line.region())));
    if (title.isEmpty()) {
      largeLine(joint.after())
          .ifPresent(line ->
              signs.add(
                  Sign.of(
                      LARGE_LINE,
                      "a large line at the top: \"" + line.text() + "\"",
                      line.region())));
    }
    otherKind(joint).ifPresent(signs::add);
    if (signs.isEmpty()) {
      signs.add(Sign.of(NOTHING, "nothing begins there"));
    }
    return signs;
  }

  private static Optional<Judgement> title(Joint joint) {
    return joint.kinds().ranked(List.of(joint.after())).stream()
        .filter(one -> one.title() >= TITLE_SCORE)
        .filter(one -> one.proof().getFirst().box().y() < NEAR_TOP)
        .filter(one -> title(joint.after(), one.proof().getFirst()).isPresent())
        .findFirst();
  }

  private static Optional<Title> title(PageView page, Region words) {
    return page.titles().stream()
        .filter(title ->
            title.line().region().box().intersection(words.box()) > 0.5 * words.box().area())
        .findFirst();
  }

  /** A small line in the header that the page before has too is a running title. */
  private static Sign titled(Joint joint, Region words) {
    boolean large = title(joint.after(), words).map(Title::large).orElse(false);
    boolean running = !large || PageView.inHeader(words.box());
    double weight =
        !stands(words, joint.before()) ? TITLED : running ? RUNNING_TITLE : SAME_TITLE_AGAIN;
    return Sign.of(weight, "the title \"" + words.text().strip() + "\"", words);
  }

  /** Whether the page has the same words at the same height. */
  private static boolean stands(Region words, PageView page) {
    return page.lines().stream()
        .anyMatch(line ->
            Folding.fold(line.text()).contains(Folding.fold(words.text().strip()))
                && Math.abs(line.region().box().y() - words.box().y()) < 0.02);
  }

  private static Optional<TextLine> salutation(PageView page) {
    return page.lines().stream()
        .filter(line -> line.region().box().y() < 0.6)
        .filter(line -> SALUTATIONS.matcher(Folding.fold(line.text()).strip()).find())
        .filter(line -> line.text().length() < 60)
        .findFirst();
  }

  private static Optional<TextLine> largeLine(PageView page) {
    return page.lines().stream()
        .filter(line -> line.region().box().y() < 0.2)
        .filter(line -> line.region().box().height() > MUCH_LARGER * page.bodyHeight())
        .filter(line -> line.text().chars().filter(Character::isLetter).count() >= 4)
        .findFirst();
  }

  private static Optional<Sign> otherKind(Joint joint) {
    Optional<Judgement> before = sure(joint, joint.part());
    Optional<Judgement> after = sure(joint, List.of(joint.after()));
    if (before.isEmpty() || after.isEmpty()) {
      return Optional.empty();
    }
    String kind = after.get().kind().name();
    return before.get().kind().name().equals(kind)
        ? Optional.empty()
        : Optional.of(
            Sign.of(
                OTHER_KIND,
                "it looks like another kind of document (" + kind + ")",
                after.get().proof().toArray(Region[]::new)));
  }

  private static Optional<Judgement> sure(Joint joint, List<PageView> pages) {
    return joint.kinds().best(pages).filter(best -> best.confidence() >= SURE_KIND);
  }
}
