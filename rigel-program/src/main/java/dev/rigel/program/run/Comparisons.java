package dev.rigel.program.run;

import dev.rigel.program.syntax.Expression.ComparisonOperator;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Truth, equality, order and hashing of values. Waits for results to come where it meets them. */
final class Comparisons {
  private final Fuel fuel;

  Comparisons(Fuel fuel) {
    this.fuel = fuel;
  }

  boolean truth(Object given) {
    return switch (Pending.now(given)) {
      case NoneValue _ -> false;
      case Boolean flag -> flag;
      case Long number -> number != 0;
      case BigInteger number -> number.signum() != 0;
      case Double number -> number != 0;
      case String text -> !text.isEmpty();
      case ListValue list -> !list.items.isEmpty();
      case TupleValue tuple -> !tuple.items.isEmpty();
      case DictValue dict -> dict.table.size() > 0;
      case SetValue set -> set.table.size() > 0;
      case RangeValue range -> range.length().signum() != 0;
      case DictView view -> view.dict().table.size() > 0;
      default -> true;
    };
  }

  /** {@code a is b or a == b}: how containers compare their elements. */
  @SuppressWarnings("ReferenceEquality") // As Python: an object equals itself, NaN too.
  boolean same(Object first, Object second) {
    Object a = Pending.now(first);
    Object b = Pending.now(second);
    return a == b || equal(a, b);
  }

  boolean equal(Object first, Object second) {
    Object a = Pending.now(first);
    Object b = Pending.now(second);
    fuel.items(1);
    if (Numbers.isNumber(a)) {
      return Numbers.isNumber(b) && Numbers.equal(a, b);
    }
    if (a instanceof String x) {
      fuel.characters(x.length() / 16);
      return b instanceof String y && x.equals(y);
    }
    fuel.enter();
    try {
      return switch (a) {
        case ListValue x -> b instanceof ListValue y && equalItems(x.items, y.items);
        case TupleValue x -> b instanceof TupleValue y && equalItems(x.items, y.items);
        case DictValue x -> b instanceof DictValue y && equalDicts(x, y);
        case SetValue x -> equalKeys(x.table, setTable(b));
        case RangeValue x -> b instanceof RangeValue y && x.sameNumbers(y);
        case DictView x -> equalViews(x, b);
        default -> a.equals(b);
      };
    } finally {
      fuel.leave();
    }
  }

  private boolean equalItems(List<Object> a, List<Object> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size() && i < b.size(); i++) {
      if (!same(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean equalDicts(DictValue a, DictValue b) {
    if (a.table.size() != b.table.size()) {
      return false;
    }
    for (HashTable.Entry entry : a.table.entries()) {
      HashTable.Entry other = b.table.find(entry.canonical);
      if (other == null || !same(entry.value, other.value)) {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings("ReferenceEquality") // As Python: a view of values equals only itself.
  private boolean equalViews(DictView a, Object b) {
    if (a.kind() == DictView.Kind.VALUES) {
      return a == b;
    }
    HashTable x = setTable(a);
    HashTable y = setTable(b);
    return x != null && equalKeys(x, y);
  }

  private boolean equalKeys(HashTable a, @Nullable HashTable b) {
    return b != null && a.size() == b.size() && contains(b, a);
  }

  private boolean contains(HashTable larger, HashTable smaller) {
    fuel.items(smaller.size());
    return smaller.entries().stream().allMatch(entry -> larger.find(entry.canonical) != null);
  }

  /** The members of a set or of a dict view that behaves like one; {@code null} for others. */
  @Nullable HashTable setTable(Object value) {
    return switch (value) {
      case SetValue set -> set.table;
      case DictView view when view.kind() == DictView.Kind.KEYS -> view.dict().table;
      case DictView view when view.kind() == DictView.Kind.ITEMS -> {
        HashTable table = new HashTable();
        for (HashTable.Entry entry : view.dict().table.entries()) {
          TupleValue pair = TupleValue.of(entry.key, entry.value);
          table.put(key(pair), pair, pair);
        }
        yield table;
      }
      default -> null;
    };
  }

  /** {@code <}, {@code <=}, {@code >} or {@code >=}. */
  boolean ordered(ComparisonOperator operator, Object first, Object second) {
    Object a = Pending.now(first);
    Object b = Pending.now(second);
    fuel.items(1);
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      boolean comparable =
          !(a instanceof Double x && x.isNaN()) && !(b instanceof Double y && y.isNaN());
      return comparable && holds(operator, Numbers.compare(a, b));
    }
    if (a instanceof String x && b instanceof String y) {
      fuel.characters(Math.min(x.length(), y.length()) / 16);
      return holds(operator, CodePoints.compare(x, y));
    }
    if (a instanceof ListValue x && b instanceof ListValue y) {
      return orderedItems(operator, x.items, y.items);
    }
    if (a instanceof TupleValue x && b instanceof TupleValue y) {
      return orderedItems(operator, x.items, y.items);
    }
    HashTable x = setTable(a);
    HashTable y = setTable(b);
    if (x != null && y != null) {
      return switch (operator) {
        case LESS -> x.size() < y.size() && contains(y, x);
        case LESS_OR_EQUAL -> contains(y, x);
        case GREATER -> x.size() > y.size() && contains(x, y);
        case GREATER_OR_EQUAL -> contains(x, y);
        case EQUAL, NOT_EQUAL, IN, NOT_IN, IS, IS_NOT -> throw new IllegalStateException();
      };
    }
    throw PythonError.type(
        "'%s' not supported between instances of '%s' and '%s'"
            .formatted(operator.text(), Types.nameOf(a), Types.nameOf(b)));
  }

  private boolean orderedItems(ComparisonOperator operator, List<Object> a, List<Object> b) {
    fuel.enter();
    try {
      for (int i = 0; i < a.size() && i < b.size(); i++) {
        if (!same(a.get(i), b.get(i))) {
          return ordered(operator, a.get(i), b.get(i));
        }
      }
      return holds(operator, Integer.compare(a.size(), b.size()));
    } finally {
      fuel.leave();
    }
  }

  boolean less(Object a, Object b) {
    return ordered(ComparisonOperator.LESS, a, b);
  }

  private static boolean holds(ComparisonOperator operator, int order) {
    return switch (operator) {
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
      case EQUAL, NOT_EQUAL, IN, NOT_IN, IS, IS_NOT -> throw new IllegalStateException();
    };
  }

  /** {@code a is b}: immutable scalars of one type and value are one object. */
  @SuppressWarnings("ReferenceEquality") // This is the identity of objects.
  static boolean identical(Object first, Object second) {
    Object a = Pending.now(first);
    Object b = Pending.now(second);
    if (a == b) {
      return true;
    }
    boolean scalar = a instanceof Boolean || a instanceof String || a instanceof ObjectValue;
    return (scalar || Numbers.isInteger(a) || a instanceof Callable) && a.equals(b);
  }

  /**
   * A Java key that is equal exactly for the values that Python calls equal.
   *
   * @throws PythonError TypeError for values that cannot be hashed
   */
  Object key(Object given) {
    Object value = Pending.now(given);
    fuel.items(1);
    return switch (value) {
      case String text -> {
        fuel.characters(text.length() / 16);
        yield text;
      }
      case Long number -> number;
      case Boolean flag -> flag ? 1L : 0L;
      case BigInteger number -> number;
      case Double number -> key(number);
      case TupleValue tuple -> key(tuple);
      case RangeValue range -> rangeKey(range);
      case ListValue _ -> throw unhashable(value);
      case DictValue _ -> throw unhashable(value);
      case SetValue _ -> throw unhashable(value);
      case SliceValue _ -> throw unhashable(value);
      case DictView _ -> throw unhashable(value);
      default -> value;
    };
  }

  private static Object key(Double number) {
    if (number.isNaN()) {
      return new IdentityKey(number);
    }
    if (number.isInfinite() || number != Math.rint(number)) {
      return number;
    }
    return Numbers.normal(new BigDecimal(number).toBigInteger());
  }

  private Object key(TupleValue tuple) {
    fuel.enter();
    try {
      Object[] keys = new Object[tuple.items.size()];
      for (int i = 0; i < keys.length; i++) {
        keys[i] = key(tuple.items.get(i));
      }
      return new TupleKey(keys);
    } finally {
      fuel.leave();
    }
  }

  private static Object rangeKey(RangeValue range) {
    boolean empty = range.length().signum() == 0;
    boolean single = range.length().equals(BigInteger.ONE);
    return new TupleKey(
        new Object[] {
          RangeValue.class,
          range.length(),
          empty ? NoneValue.NONE : range.start(),
          empty || single ? NoneValue.NONE : range.step()
        });
  }

  private static PythonError unhashable(Object value) {
    return PythonError.type("unhashable type: '%s'".formatted(Types.nameOf(value)));
  }

  /** A tuple as a key; the hash is computed once and mixes well, against made collisions. */
  private static final class TupleKey {
    private final Object[] keys;
    private final int hash;

    TupleKey(Object[] keys) {
      this.keys = keys;
      long mixed = 0x9E3779B97F4A7C15L;
      for (Object key : keys) {
        mixed = (mixed ^ key.hashCode()) * 0xBF58476D1CE4E5B9L;
        mixed ^= mixed >>> 29;
      }
      this.hash = (int) (mixed ^ (mixed >>> 32));
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof TupleKey that && hash == that.hash && Arrays.equals(keys, that.keys);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /** A NaN as a key: equal to itself only. */
  private static final class IdentityKey {
    private final Object value;

    IdentityKey(Object value) {
      this.value = value;
    }

    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(@Nullable Object other) {
      return other instanceof IdentityKey that && value == that.value;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(value);
    }
  }
}
