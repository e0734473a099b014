package dev.rigel.language.constraint;

import dev.rigel.language.TokenConstraint;
import dev.rigel.protocol.Guidance;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Lets a model write exactly one of the given texts. */
public final class ChoiceConstraint implements TokenConstraint {
  private final List<String> options;

  public ChoiceConstraint(List<String> options) {
    this.options = List.copyOf(options);
  }

  @Override
  public Optional<Portable> portable() {
    ArrayNode texts = JsonNodeFactory.instance.arrayNode();
    options.forEach(texts::add);
    return Optional.of(new Portable(Guidance.CHOICE_FIELD, texts));
  }

  @Override
  public Verdict check(String text) {
    boolean whole = false;
    boolean longer = false;
    for (String option : options) {
      if (text.startsWith(option)) {
        whole |=
            text.length() == option.length() || options.stream().noneMatch(o -> extendsTo(o, text));
      }
      longer |= extendsTo(option, text);
    }
    if (whole && !longer) {
      return new Verdict.Complete(longestAtStart(text));
    }
    return whole || longer
        ? new Verdict.Viable()
        : new Verdict.Refused(text.length(), text.length(), "is none of the options");
  }

  @Override
  public boolean mayEnd(String text) {
    return options.contains(text);
  }

  @Override
  public List<String> closers() {
    return options;
  }

  private static boolean extendsTo(String option, String text) {
    return option.length() > text.length() && option.startsWith(text);
  }

  private int longestAtStart(String text) {
    return options.stream().filter(text::startsWith).mapToInt(String::length).max().orElse(0);
  }
}
