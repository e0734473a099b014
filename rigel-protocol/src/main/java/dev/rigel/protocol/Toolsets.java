package dev.rigel.protocol;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The names of toolsets that requests may hold.
 *
 * @param names the contract's own first, then those that a configuration brings
 */
public record Toolsets(List<String> names) {
  /** The contract's own. */
  public static final Toolsets BUILT_IN =
      new Toolsets(
          List.of("core", "document", "image", "image-gen", "video", "viz", "web", "world-gen"));

  public Toolsets {
    names = List.copyOf(names);
  }

  /** These and others, as servers of tools bring them. */
  public Toolsets and(Collection<String> others) {
    return new Toolsets(Stream.concat(names.stream(), others.stream()).distinct().toList());
  }
}
