package dev.rigel.server.resource;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.server.http.Exchange;

/** What this protocol has and Rigel does not: training. */
final class UnavailableEndpoints {
  private UnavailableEndpoints() {}

  static void datasets(Exchange exchange) {
    throw missing("Datasets");
  }

  static void fineTuning(Exchange exchange) {
    throw missing("Fine-tuning");
  }

  private static RigelException missing(String what) {
    return new RigelException(
        ErrorCode.NOT_IMPLEMENTED,
        what
            + " is not part of Rigel: models are taken as they are. Describe what you need in a"
            + " prompt, a schema or a skill.");
  }
}
