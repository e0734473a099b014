package dev.rigel.tools;

import java.util.List;

/** Searches the web. */
public interface Searcher {
  /** A text for each hit, the best first: title, what it says, address. */
  List<String> search(String query, CallContext context);
}
