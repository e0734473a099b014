package dev.rigel.tools;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Tools that stand together in the signature list and in the documentation.
 *
 * @param title a few words, for example {@code change pictures}
 */
public record Shelf(String title, List<Tool> tools) {
  public Shelf {
    requireNonNull(title, "title");
    tools = List.copyOf(tools);
  }
}
