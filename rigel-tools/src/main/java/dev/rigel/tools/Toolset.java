package dev.rigel.tools;

import java.util.Set;

/** The wire's names of the groups of tools that a request may ask for. */
public final class Toolset {
  /** Always in reach. */
  public static final String CORE = "core";

  public static final String IMAGE = "image";
  public static final String IMAGE_GEN = "image-gen";
  public static final String VIZ = "viz";
  public static final String DOCUMENT = "document";
  public static final String VIDEO = "video";
  public static final String WEB = "web";
  public static final String WORLD_GEN = "world-gen";

  /** Those that are built in; MCP servers bring others. */
  public static final Set<String> ALL =
      Set.of(CORE, IMAGE, IMAGE_GEN, VIZ, DOCUMENT, VIDEO, WEB, WORLD_GEN);

  private Toolset() {}
}
