package dev.rigel.tools.web;

import static dev.rigel.tools.VisualTypes.TEXTS;

import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Searcher;
import dev.rigel.tools.Toolset;

/** Hits of a web search by a configured endpoint. */
public final class SearchWeb extends DeclaredTool {
  private final Searcher searcher;

  public SearchWeb(Searcher searcher) {
    super(declaration());
    this.searcher = searcher;
  }

  /** Also of the tool that says it is not configured. */
  public static Declaration declaration() {
    return Declaration.of(Toolset.WEB, "search_web", "Searches the web.")
        .takes("query", Type.STR, "what to look for")
        .gives(TEXTS);
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    return searcher.search(arguments.text("query"), context);
  }
}
