package dev.rigel.tools;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.program.Arguments;

/**
 * A tool that needs an endpoint which the configuration does not name. Calling it is a clear error;
 * planners are not offered it.
 */
public final class NotConfigured extends DeclaredTool {
  private final String setting;

  /**
   * @param setting the key that would make it work, for example {@code generator.endpoint}
   */
  public NotConfigured(String setting, Declaration declaration) {
    super(declaration.limits("Not configured: needs the setting " + setting + "."));
    this.setting = setting;
  }

  public String setting() {
    return setting;
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    throw new RigelException(
        ErrorCode.NOT_CONFIGURED,
        signature().name()
            + " is not configured: no model for it is built in. Name an endpoint in the setting "
            + setting
            + ".");
  }
}
