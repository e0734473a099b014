package dev.rigel.tools.seeing;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.language.FailedLately;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The models that see pictures, in order of preference: the first that answers. */
public final class Seers {
  private final List<Eyes> eyes;
  private final FailedLately<Eyes> failures;

  public Seers(List<Eyes> eyes) {
    this.eyes = List.copyOf(eyes);
    this.failures = new FailedLately<>(Clock.systemUTC());
  }

  /** Whether any of them sees. Asks those of which that is not known yet. */
  public boolean any(CallScope scope) {
    return eyes.stream().anyMatch(one -> one.model().probed(scope).images());
  }

  /**
   * What the first that answers says.
   *
   * @return empty when none sees
   * @throws RigelException of the first, when all fail
   */
  <T> Optional<T> ask(CallScope scope, Function<Eyes, T> question) {
    Optional<RigelException> first = Optional.empty();
    for (Eyes one : failures.inOrder(eyes)) {
      if (!one.model().probed(scope).images()) {
        continue;
      }
      try {
        T answer = question.apply(one);
        failures.answered(one);
        return Optional.of(answer);
      } catch (RigelException e) {
        if (!isTheModels(e.code())) {
          throw e;
        }
        failures.failed(one);
        scope.budget().modelFailed(one.model().name(), e.getMessage());
        first = first.or(() -> Optional.of(e));
      }
    }
    if (first.isPresent()) {
      throw first.get();
    }
    return Optional.empty();
  }

  /** Whether another one may do better. */
  static boolean isTheModels(ErrorCode code) {
    return code == ErrorCode.MODEL_FAILED
        || code == ErrorCode.OVERLOADED
        || code == ErrorCode.NOT_CONFIGURED;
  }
}
