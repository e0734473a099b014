package dev.rigel.tools;

import static java.util.Objects.requireNonNull;

import dev.rigel.base.CallScope;
import dev.rigel.media.Workspace;
import dev.rigel.program.RunListener;

/** What a tool may use besides its arguments. Passed explicitly to every call. */
public record CallContext(Workspace workspace, CallScope scope, RunListener listener) {
  public CallContext {
    requireNonNull(workspace, "workspace");
    requireNonNull(scope, "scope");
    requireNonNull(listener, "listener");
  }
}
