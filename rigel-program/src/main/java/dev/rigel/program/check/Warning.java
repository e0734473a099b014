package dev.rigel.program.check;

/** A sign that a program that can run may not do what was asked. */
public sealed interface Warning {
  /** One line for people and for a planner that looks at its program once more. */
  String text();

  record UnusedInput(String name) implements Warning {
    @Override
    public String text() {
      return "the input " + name + " is never used";
    }
  }

  record UnusedVariable(String name, int line) implements Warning {
    @Override
    public String text() {
      return "line " + line + ": the variable " + name + " is never used";
    }
  }

  record UnusedResult(String function, int line) implements Warning {
    @Override
    public String text() {
      return "line " + line + ": the result of " + function + " is never used";
    }
  }

  record UnreachableCode(int line) implements Warning {
    @Override
    public String text() {
      return "line " + line + ": the program has ended before this line";
    }
  }

  /** A number of the request that stands nowhere in the program. */
  record MissingNumber(String number) implements Warning {
    @Override
    public String text() {
      return "the request says " + number + ", the program does not";
    }
  }

  /** A quoted word of the request that stands nowhere in the program. */
  record MissingWord(String word) implements Warning {
    @Override
    public String text() {
      return "the request says \"" + word + "\", the program does not";
    }
  }
}
