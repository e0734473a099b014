package dev.rigel.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.ModelAccount;
import dev.rigel.base.RigelException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelChainTest {
  private static final GenerationRequest HELLO =
      GenerationRequest.greedy(Prompt.of(Prompt.Message.user("Hello.")), 10);

  private final Hands clock = new Hands();
  private final Scripted first = new Scripted("first", false);
  private final Scripted second = new Scripted("second", true);
  private final ModelChain chain = new ModelChain(List.of(first, second), clock);
  private final CallScope scope = CallScope.unlimited();
  private final List<String> heard = new ArrayList<>();

  @Test
  void theFirstThatAnswersAnswers() {
    assertThat(chain.generate(HELLO, heard::add, scope).text()).isEqualTo("first");
    first.failure = new RigelException(ErrorCode.MODEL_FAILED, "Gone.");

    assertThat(chain.generate(HELLO, heard::add, scope).text()).isEqualTo("second");
    assertThat(scope.budget().models().entries())
        .contains(new ModelAccount.Entry("first", dev.rigel.base.ModelUse.NONE, List.of("Gone.")));
  }

  @Test
  void oneThatFailedRestsForAWhile() {
    first.failure = new RigelException(ErrorCode.OVERLOADED, "Busy.");
    chain.generate(HELLO, heard::add, scope);
    chain.generate(HELLO, heard::add, scope);
    assertThat(first.asked).isEqualTo(1);

    clock.now = clock.now.plusSeconds(60);
    chain.generate(HELLO, heard::add, scope);
    assertThat(first.asked).isEqualTo(2);
  }

  @Test
  void allRestingAreAskedAllTheSame() {
    first.failure = new RigelException(ErrorCode.MODEL_FAILED, "Gone.");
    second.failure = new RigelException(ErrorCode.MODEL_FAILED, "Gone too.");
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> chain.generate(HELLO, heard::add, scope))
          .isInstanceOf(RigelException.class)
          .hasMessage("Gone.");
    }
    assertThat(second.asked).isEqualTo(2);
  }

  @Test
  void aWrongRequestIsWrongEverywhere() {
    first.failure = RigelException.invalid("Too long.", "messages");

    assertThatThrownBy(() -> chain.generate(HELLO, heard::add, scope)).hasMessage("Too long.");
    assertThat(second.asked).isZero();
  }

  @Test
  void whatSomebodyHasHeardIsNotSaidAgainByAnother() {
    first.says = "half of";
    first.failure = new RigelException(ErrorCode.MODEL_FAILED, "Broke off.");

    assertThatThrownBy(() -> chain.generate(HELLO, heard::add, scope)).hasMessage("Broke off.");
    assertThat(heard).containsExactly("half of");
    clock.now = clock.now.plusSeconds(60);
    assertThat(chain.generate(HELLO, TokenListener.SILENT, scope).text()).isEqualTo("second");
  }

  @Test
  void eachIsAskedForWhatItUnderstands() {
    TokenConstraint anything =
        new TokenConstraint() {
          @Override
          public Verdict check(String text) {
            return new Verdict.Viable();
          }

          @Override
          public boolean mayEnd(String text) {
            return true;
          }
        };
    assertThat(chain.capabilities().tokenConstraints()).isTrue();
    chain.generate(HELLO.withConstraint(anything), TokenListener.SILENT, scope);
    assertThat(first.last.constraint()).isEmpty();

    first.failure = new RigelException(ErrorCode.MODEL_FAILED, "Gone.");
    chain.generate(HELLO.withConstraint(anything), TokenListener.SILENT, scope);
    assertThat(second.last.constraint()).isPresent();
  }

  private static final class Hands extends Clock {
    private Instant now = Instant.parse("2026-11-29T00:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private static final class Scripted implements LanguageModel {
    private final String name;
    private final boolean constraints;
    private String says = "";
    private GenerationRequest last = HELLO;
    private int asked;
    private @org.jspecify.annotations.Nullable RigelException failure;

    Scripted(String name, boolean constraints) {
      this.name = name;
      this.constraints = constraints;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Capabilities capabilities() {
      return new Capabilities(false, constraints, true, false, true, 4096);
    }

    @Override
    public Generation generate(GenerationRequest request, TokenListener listener, CallScope scope) {
      asked++;
      last = request;
      if (!says.isEmpty()) {
        listener.wrote(says);
      }
      if (failure != null) {
        throw failure;
      }
      return new Generation(name, Generation.FinishReason.STOP, 1, 0, 1, List.of(), 0);
    }

    @Override
    public int countTokens(String text, CallScope scope) {
      return text.length() / 4;
    }

    @Override
    public void close() {}
  }
}
