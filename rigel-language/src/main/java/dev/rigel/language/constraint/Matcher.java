package dev.rigel.language.constraint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a grammar allows after a text: all ways through it at once, each a terminal being read and
 * the stack of what must follow. Immutable. Guarded parts remember where in the text they begin.
 */
final class Matcher {
  /** Deeper nesting than a few hundred levels is not followed. */
  private static final int DEEPEST = 1024;

  /** Ambiguous grammars unfold into many ways; those beyond this are not followed. */
  private static final int MOST_WAYS = 1024;

  private static final int MOST_UNFOLDINGS = 20_000;

  private final Grammar grammar;
  private final List<Way> ways;
  private final boolean whole;

  private Matcher(Grammar grammar, List<Way> ways, boolean whole) {
    this.grammar = grammar;
    this.ways = ways;
    this.whole = whole;
  }

  /** Before the first character. */
  static Matcher of(Grammar grammar) {
    Unfolding unfolding = new Unfolding(grammar, "", 0);
    unfolding.unfold(new Cell(grammar.start(), 0, null));
    return unfolding.matcher();
  }

  /** After one more character of a text without guarded parts. */
  Matcher read(int codePoint) {
    return read(codePoint, "", 0);
  }

  /** After the character at an offset; {@link #isDead} when it may not stand here. */
  Matcher read(String text, int at) {
    int codePoint = text.codePointAt(at);
    return read(codePoint, text, at + Character.charCount(codePoint));
  }

  private Matcher read(int codePoint, String text, int end) {
    Unfolding unfolding = new Unfolding(grammar, text, end);
    for (Way way : ways) {
      Optional<Terminal> next = way.terminal().read(codePoint);
      if (next.isPresent()) {
        Terminal terminal = next.get();
        if (terminal.open()) {
          unfolding.add(new Way(terminal, way.rest()));
        }
        if (terminal.done()) {
          unfolding.follow(way.rest());
        }
      }
    }
    return unfolding.matcher();
  }

  /** The text may end here. */
  boolean isWhole() {
    return whole;
  }

  /** The text may go on here. */
  boolean mayGoOn() {
    return !ways.isEmpty();
  }

  boolean isDead() {
    return !whole && ways.isEmpty();
  }

  /** A terminal being read and what must follow it. */
  private record Way(Terminal terminal, @Nullable Cell rest) {}

  /**
   * What is still to be matched: a node, how often it was repeated already, and what follows. At
   * the end of a guarded part the count is where in the text the part begins.
   */
  private static final class Cell {
    private final Node node;
    private final int count;
    private final @Nullable Cell next;
    private final int depth;
    private final int hash;

    Cell(Node node, int count, @Nullable Cell next) {
      this.node = node;
      this.count = count;
      this.next = next;
      this.depth = next == null ? 1 : next.depth + 1;
      this.hash =
          (System.identityHashCode(node) * 31 + count) * 31 + (next == null ? 0 : next.hash);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // nodes are the same only if they are the same object
    public boolean equals(@Nullable Object other) {
      Cell a = this;
      Object b = other;
      while (b instanceof Cell cell) {
        if (a == cell) {
          return true;
        }
        if (a.hash != cell.hash || a.node != cell.node || a.count != cell.count) {
          return false;
        }
        if (a.next == null || cell.next == null) {
          return a.next == cell.next;
        }
        a = a.next;
        b = cell.next;
      }
      return false;
    }
  }

  /** Follows rules, choices and repetitions down to terminals, after the text up to an end. */
  private static final class Unfolding {
    private final Grammar grammar;
    private final String text;
    private final int end;
    private final Set<Way> found = new LinkedHashSet<>();
    private final Set<Cell> seen = new HashSet<>();
    private final List<Cell> open = new ArrayList<>();
    private boolean whole;

    Unfolding(Grammar grammar, String text, int end) {
      this.grammar = grammar;
      this.text = text;
      this.end = end;
    }

    Matcher matcher() {
      return new Matcher(grammar, List.copyOf(found), whole);
    }

    void add(Way way) {
      if (found.size() < MOST_WAYS) {
        found.add(way);
      }
    }

    void follow(@Nullable Cell cell) {
      if (cell == null) {
        whole = true;
      } else {
        unfold(cell);
      }
    }

    void unfold(Cell first) {
      push(first);
      while (!open.isEmpty()) {
        Cell cell = open.removeLast();
        @Nullable Cell next = cell.next;
        switch (cell.node) {
          case Node.Leaf(Terminal terminal) -> {
            if (terminal.open()) {
              add(new Way(terminal, next));
            }
            if (terminal.done()) {
              push(next);
            }
          }
          case Node.Sequence(List<Node> parts) -> {
            @Nullable Cell chain = next;
            for (int i = parts.size() - 1; i >= 0; i--) {
              chain = new Cell(parts.get(i), 0, chain);
            }
            push(chain);
          }
          case Node.Choice(List<Node> options) -> {
            for (int i = options.size() - 1; i >= 0; i--) {
              push(new Cell(options.get(i), 0, next));
            }
          }
          case Node.Repeat(Node part, int least, int most) -> {
            if (cell.count >= least) {
              push(next);
            }
            if (cell.count < most) {
              // Without an upper bound only the way to the lower one needs counting.
              int counted =
                  most == Integer.MAX_VALUE ? Math.min(least, cell.count + 1) : cell.count + 1;
              push(new Cell(part, 0, new Cell(cell.node, counted, next)));
            }
          }
          case Node.Rule(String name) -> push(new Cell(grammar.rule(name), 0, next));
          case Node.Guarded(Node part, Node.End last) ->
              push(new Cell(part, 0, new Cell(last, end, next)));
          case Node.End last -> {
            if (last.guard().allows(text.substring(cell.count, end))) {
              push(next);
            }
          }
          case Node.Mark(Node.End last) -> {
            if (last.guard().allowsSoFar(text.substring(beginning(last, next), end))) {
              push(next);
            }
          }
        }
      }
    }

    /** Where the guarded part begins whose end is among what follows. */
    @SuppressWarnings("ReferenceEquality") // nodes are the same only if they are the same object
    private int beginning(Node.End last, @Nullable Cell following) {
      for (Cell cell = following; cell != null; cell = cell.next) {
        if (cell.node == last) {
          return cell.count;
        }
      }
      throw new IllegalStateException("a mark outside of its guarded part");
    }

    private void push(@Nullable Cell cell) {
      if (cell == null) {
        whole = true;
      } else if (cell.depth <= DEEPEST && seen.size() < MOST_UNFOLDINGS && seen.add(cell)) {
        open.add(cell);
      }
    }
  }
}
