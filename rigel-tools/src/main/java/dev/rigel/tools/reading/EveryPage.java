package dev.rigel.tools.reading;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Document;
import dev.rigel.tools.CallContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Work on each page of a document where a page that fails does not end that on the others. */
public final class EveryPage {
  /** More are counted, not named one by one. */
  private static final int MOST_NAMED = 20;

  private EveryPage() {}

  /**
   * What the work gives for all pages, in their order. Pages that are refused are left out and
   * named in one warning.
   *
   * @param work gets the page's number, from 1
   * @throws RigelException the first refusal, when no page could be worked on
   */
  public static <T> List<T> of(Document document, CallContext context, IntFunction<List<T>> work) {
    return of(document, document.pageCount(), context, work);
  }

  /**
   * The same for the first pages.
   *
   * @param most how many of them, if the document has so many
   */
  public static <T> List<T> of(
      Document document, int most, CallContext context, IntFunction<List<T>> work) {
    int pages = Math.min(most, document.pageCount());
    document.repair().ifPresent(context.listener()::warned);
    List<T> all = new ArrayList<>();
    List<Integer> failed = new ArrayList<>();
    RigelException first = null;
    for (int number = 1; number <= pages; number++) {
      context.scope().check();
      try {
        all.addAll(work.apply(number));
      } catch (RigelException e) {
        if (e.code() != ErrorCode.MEDIA_REFUSED) {
          throw e;
        }
        first = first == null ? e : first;
        failed.add(number);
      }
    }
    if (first != null) {
      if (failed.size() == pages) {
        throw first;
      }
      context.listener().warned(leftOut(failed, pages, first.getMessage()));
    }
    return List.copyOf(all);
  }

  private static String leftOut(List<Integer> failed, int pages, String why) {
    String named =
        failed.stream().limit(MOST_NAMED).map(String::valueOf).collect(Collectors.joining(", "));
    int more = failed.size() - MOST_NAMED;
    return "%s %s%s of %d could not be read and %s left out: %s"
        .formatted(
            failed.size() == 1 ? "Page" : "Pages",
            named,
            more > 0 ? " and %d more".formatted(more) : "",
            pages,
            failed.size() == 1 ? "is" : "are",
            why);
  }
}
