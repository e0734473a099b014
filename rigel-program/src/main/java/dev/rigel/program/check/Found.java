package dev.rigel.program.check;

import dev.rigel.program.Type;

/**
 * What an expression was found to be.
 *
 * @param taint where its value comes from: {@link #OWN}, {@link #INPUT} or {@link #SEEN}
 */
record Found(Type type, int taint) {
  /** Written in the program itself. */
  static final int OWN = 0;

  /** An input, not looked at. */
  static final int INPUT = 1;

  /** Depends on a tool's result over an input. */
  static final int SEEN = 2;

  static final Found UNKNOWN = new Found(Type.ANY, OWN);

  static Found own(Type type) {
    return new Found(type, OWN);
  }

  Found as(Type other) {
    return new Found(other, taint);
  }

  Found tainted(int other) {
    return other <= taint ? this : new Found(type, other);
  }
}
