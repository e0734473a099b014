package dev.rigel.tools;

import dev.rigel.program.ToolSignature;

/** A tool that is its declaration and one method. */
public abstract class DeclaredTool implements Tool {
  private final ToolSignature signature;
  private final Card card;

  protected DeclaredTool(Declaration declaration) {
    signature = declaration.signature();
    card = declaration.card();
  }

  @Override
  public final ToolSignature signature() {
    return signature;
  }

  @Override
  public final Card card() {
    return card;
  }
}
