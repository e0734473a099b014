package dev.rigel.program.run;

import dev.rigel.base.BudgetExhaustedException;
import dev.rigel.base.CallScope;

/**
 * What bounds a running program: every piece of work is paid for before it is done, in fractions of
 * a statement, and every size is checked before memory is taken. Used by the program's thread only.
 */
final class Fuel {
  /** Nested evaluations, containers inside containers, and iterators over iterators. */
  static final int MAX_DEPTH = 1000;

  /** Longest integer, in bits; beyond it single operations would take seconds. */
  static final long MAX_BITS = 1_000_000;

  private static final int UNITS_A_STATEMENT = 256;
  private static final int UNITS_AN_ITEM = 16;
  private static final int STATEMENTS_BETWEEN_CHECKS = 128;

  private final CallScope scope;
  private long owedUnits;
  private long statementsSinceCheck;
  private int depth;

  Fuel(CallScope scope) {
    this.scope = scope;
  }

  /** One statement, or one turn of a loop. */
  void statement() {
    units(UNITS_A_STATEMENT);
  }

  /** Work of the machine's own on so many items. */
  void items(long count) {
    units(Math.multiplyExact(Math.min(count, Integer.MAX_VALUE), UNITS_AN_ITEM));
  }

  /** Work of the machine's own on so many characters. */
  void characters(long count) {
    units(count);
  }

  /** A multiplication or division of integers of so many bits. */
  void product(long leftBits, long rightBits) {
    long words = Math.max(1, leftBits / 64) * Math.max(1, rightBits / 64);
    units(words / 16);
  }

  /** Any other amount, for work whose cost is neither items nor characters. */
  void units(long units) {
    owedUnits += units;
    if (owedUnits >= UNITS_A_STATEMENT) {
      long statements = owedUnits / UNITS_A_STATEMENT;
      owedUnits %= UNITS_A_STATEMENT;
      scope.budget().spendStatements(statements);
      statementsSinceCheck += statements;
      if (statementsSinceCheck >= STATEMENTS_BETWEEN_CHECKS) {
        statementsSinceCheck = 0;
        scope.check();
      }
    }
  }

  /** Pays for a container of the given size that is about to be made. */
  int newItems(long size) {
    checkItems(size);
    items(size);
    return (int) size;
  }

  /** Checks the size that a container is about to reach. */
  void checkItems(long size) {
    int limit = scope.budget().limits().listItems();
    if (size > limit) {
      throw new BudgetExhaustedException(
          "list_items", "a list, dict or set may hold at most " + limit + " items");
    }
  }

  /** Pays for a string of the given length that is about to be made. */
  int newCharacters(long length) {
    checkCharacters(length);
    characters(length);
    return (int) length;
  }

  void checkCharacters(long length) {
    int limit = scope.budget().limits().stringLength();
    if (length > limit) {
      throw new BudgetExhaustedException(
          "string_length", "a string may hold at most " + limit + " characters");
    }
  }

  void checkBits(long bits) {
    if (bits > MAX_BITS) {
      throw new BudgetExhaustedException(
          "integer_bits", "an integer may have at most " + MAX_BITS + " bits");
    }
  }

  void enter() {
    if (++depth > MAX_DEPTH) {
      depth--;
      throw PythonError.recursion();
    }
  }

  void leave() {
    depth--;
  }

  void check() {
    scope.check();
  }
}
