package dev.rigel.program.run;

/** Python's {@code None}. */
enum NoneValue {
  NONE
}
