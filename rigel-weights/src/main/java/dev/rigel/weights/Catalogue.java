package dev.rigel.weights;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The list of every model file that Rigel knows, in the order of {@code catalogue.yaml}. */
public final class Catalogue {
  private final Map<String, ModelEntry> entries;

  public Catalogue(List<ModelEntry> entries) {
    Map<String, ModelEntry> byName = new LinkedHashMap<>();
    for (ModelEntry entry : entries) {
      if (byName.put(entry.name(), entry) != null) {
        throw new IllegalArgumentException("the entry " + entry.name() + " stands there twice");
      }
    }
    this.entries = byName;
  }

  /** The catalogue that comes with Rigel. */
  public static Catalogue standard() {
    try (InputStream yaml = Catalogue.class.getResourceAsStream("catalogue.yaml")) {
      if (yaml == null) {
        throw new IllegalStateException("catalogue.yaml is missing from the build");
      }
      return read(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a catalogue in the form of {@code catalogue.yaml}.
   *
   * @throws IllegalArgumentException naming the entry that is wrong
   */
  public static Catalogue read(InputStream yaml) {
    return new Catalogue(CatalogueReader.read(yaml));
  }

  public Collection<ModelEntry> entries() {
    return List.copyOf(entries.values());
  }

  /**
   * The entry of that name.
   *
   * @throws RigelException {@link ErrorCode#NOT_FOUND} with the names there are
   */
  public ModelEntry entry(String name) {
    ModelEntry entry = entries.get(name);
    if (entry == null) {
      throw new RigelException(
          ErrorCode.NOT_FOUND,
          "There is no model \""
              + name
              + "\" in the catalogue; there are "
              + String.join(", ", entries.keySet())
              + ".");
    }
    return entry;
  }
}
