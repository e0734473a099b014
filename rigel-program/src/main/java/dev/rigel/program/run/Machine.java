package dev.rigel.program.run;

import java.util.function.Consumer;

/** The parts that give values their behaviour, sharing the fuel of one run. */
final class Machine {
  private final Fuel fuel;
  private final Comparisons comparisons;
  private final Iteration iteration;
  private final Representation representation;
  private final Sequences sequences;
  private final SetAlgebra sets;
  private final DictUpdates dicts;
  private final Formatter formatter;
  private final PercentFormat percent;
  private final Operators operators;
  private final PlainValues plain;
  private final Attributes attributes;

  private final Consumer<String> printer;

  /**
   * @param printer takes what the program prints, line ends included
   */
  Machine(Fuel fuel, PlainValues plain, Consumer<String> printer) {
    this.fuel = fuel;
    this.printer = printer;
    this.plain = plain;
    comparisons = new Comparisons(fuel);
    iteration = new Iteration(fuel);
    representation = new Representation(fuel);
    sequences = new Sequences(fuel, comparisons, iteration, representation);
    sets = new SetAlgebra(fuel, iteration, sequences, comparisons);
    dicts = new DictUpdates(fuel, iteration, sequences);
    formatter = new Formatter(fuel, representation);
    percent = new PercentFormat(fuel, representation, comparisons);
    operators = new Operators(this);
    attributes = new Attributes(this);
  }

  Fuel fuel() {
    return fuel;
  }

  Comparisons comparisons() {
    return comparisons;
  }

  Iteration iteration() {
    return iteration;
  }

  Representation representation() {
    return representation;
  }

  Sequences sequences() {
    return sequences;
  }

  SetAlgebra sets() {
    return sets;
  }

  DictUpdates dicts() {
    return dicts;
  }

  Formatter formatter() {
    return formatter;
  }

  PercentFormat percent() {
    return percent;
  }

  Operators operators() {
    return operators;
  }

  PlainValues plain() {
    return plain;
  }

  Attributes attributes() {
    return attributes;
  }

  void print(String text) {
    printer.accept(text);
  }
}
