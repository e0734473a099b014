package dev.rigel.tools;

import static java.util.Objects.requireNonNull;

import dev.rigel.base.CallScope;
import dev.rigel.language.Wording;
import dev.rigel.media.Workspace;
import dev.rigel.program.RunListener;

/**
 * What a tool may use besides its arguments. Passed explicitly to every call.
 *
 * @param wordings for tools whose result is free text
 */
public record CallContext(
    Workspace workspace, CallScope scope, RunListener listener, Wordings wordings) {
  public CallContext {
    requireNonNull(workspace, "workspace");
    requireNonNull(scope, "scope");
    requireNonNull(listener, "listener");
    requireNonNull(wordings, "wordings");
  }

  /** With texts worded as the model likes best. */
  public CallContext(Workspace workspace, CallScope scope, RunListener listener) {
    this(workspace, scope, listener, new Wordings(Wording.GREEDY));
  }
}
