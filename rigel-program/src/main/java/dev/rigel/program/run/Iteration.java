package dev.rigel.program.run;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Iterators over values of every iterable type, and copying what they give. */
final class Iteration {
  private final Fuel fuel;

  Iteration(Fuel fuel) {
    this.fuel = fuel;
  }

  static boolean isIterable(Object value) {
    return value instanceof ListValue
        || value instanceof TupleValue
        || value instanceof String
        || value instanceof DictValue
        || value instanceof SetValue
        || value instanceof RangeValue
        || value instanceof DictView
        || value instanceof IteratorValue;
  }

  IteratorValue iterate(Object given) {
    return switch (Pending.now(given)) {
      case ListValue list -> overList(list);
      case TupleValue tuple -> overItems(tuple.items, "tuple_iterator");
      case String text -> overText(text);
      case DictValue dict -> overTable(dict.table, DictView.Kind.KEYS, "dict", "dict_keyiterator");
      case SetValue set -> overTable(set.table, DictView.Kind.KEYS, "Set", "set_iterator");
      case RangeValue range -> overRange(range);
      case DictView view -> overView(view);
      case IteratorValue iterator -> iterator;
      case Object other ->
          throw PythonError.type("'%s' object is not iterable".formatted(Types.nameOf(other)));
    };
  }

  private IteratorValue overView(DictView view) {
    String typeName =
        switch (view.kind()) {
          case KEYS -> "dict_keyiterator";
          case VALUES -> "dict_valueiterator";
          case ITEMS -> "dict_itemiterator";
        };
    return overTable(view.dict().table, view.kind(), "dictionary", typeName);
  }

  private IteratorValue overList(ListValue list) {
    return new IteratorValue(fuel, "list_iterator") {
      private int next;

      @Override
      protected @Nullable Object advance() {
        return next < list.items.size() ? list.items.get(next++) : null;
      }

      @Override
      long sizeHint() {
        return (long) list.items.size() - next;
      }
    };
  }

  IteratorValue overItems(List<Object> items, String typeName) {
    return new IteratorValue(fuel, typeName) {
      private int next;

      @Override
      protected @Nullable Object advance() {
        return next < items.size() ? items.get(next++) : null;
      }

      @Override
      long sizeHint() {
        return (long) items.size() - next;
      }
    };
  }

  private IteratorValue overText(String text) {
    return new IteratorValue(fuel, "str_iterator") {
      private int offset;

      @Override
      protected @Nullable Object advance() {
        if (offset >= text.length()) {
          return null;
        }
        int point = text.codePointAt(offset);
        offset += Character.charCount(point);
        return Character.toString(point);
      }
    };
  }

  private IteratorValue overTable(
      HashTable table, DictView.Kind kind, String changed, String typeName) {
    return new IteratorValue(fuel, typeName) {
      private final int size = table.size();
      private int place;

      @Override
      protected @Nullable Object advance() {
        if (table.size() != size) {
          throw PythonError.runtime(
              (changed.equals("Set") ? "Set" : "dictionary") + " changed size during iteration");
        }
        while (place < table.places()) {
          HashTable.Entry entry = table.place(place++);
          if (!entry.removed) {
            return switch (kind) {
              case KEYS -> entry.key;
              case VALUES -> entry.value;
              case ITEMS -> TupleValue.of(entry.key, entry.value);
            };
          }
        }
        return null;
      }

      @Override
      long sizeHint() {
        return size;
      }
    };
  }

  private IteratorValue overRange(RangeValue range) {
    if (range.start().bitLength() < 62
        && range.stop().bitLength() < 62
        && range.step().bitLength() < 62) {
      long step = range.step().longValue();
      long length = range.length().longValue();
      return new IteratorValue(fuel, "range_iterator") {
        private long value = range.start().longValue();
        private long left = length;

        @Override
        protected @Nullable Object advance() {
          if (left == 0) {
            return null;
          }
          left--;
          long current = value;
          value += step;
          return current;
        }

        @Override
        long sizeHint() {
          return left;
        }
      };
    }
    return new IteratorValue(fuel, "longrange_iterator") {
      private BigInteger index = BigInteger.ZERO;

      @Override
      protected @Nullable Object advance() {
        if (index.compareTo(range.length()) >= 0) {
          return null;
        }
        Object item = range.item(index);
        index = index.add(BigInteger.ONE);
        return item;
      }

      @Override
      long sizeHint() {
        return Numbers.clamped(Numbers.normal(range.length().subtract(index)));
      }
    };
  }

  /** All elements in a new list, without waiting for any. */
  List<Object> collect(Object given) {
    Object value = Pending.now(given);
    if (value instanceof ListValue list) {
      fuel.newItems(list.items.size());
      return new ArrayList<>(list.items);
    }
    if (value instanceof TupleValue tuple) {
      fuel.newItems(tuple.items.size());
      return new ArrayList<>(tuple.items);
    }
    IteratorValue iterator = iterate(value);
    fuel.checkItems(iterator.sizeHint());
    List<Object> items = new ArrayList<>();
    for (Object item = iterator.next(); item != null; item = iterator.next()) {
      fuel.checkItems(items.size() + 1L);
      items.add(item);
    }
    return items;
  }

  /** Exactly the wanted number of elements, for {@code a, b = value}. */
  List<Object> unpack(Object given, int wanted) {
    Object value = Pending.now(given);
    requireUnpackable(value);
    IteratorValue iterator = iterate(value);
    List<Object> items = new ArrayList<>(wanted);
    for (int i = 0; i < wanted; i++) {
      Object item = iterator.next();
      if (item == null) {
        throw PythonError.value(
            "not enough values to unpack (expected %d, got %d)".formatted(wanted, i));
      }
      items.add(item);
    }
    if (iterator.next() != null) {
      throw PythonError.value("too many values to unpack (expected %d)".formatted(wanted));
    }
    return items;
  }

  static void requireUnpackable(Object value) {
    if (!isIterable(value)) {
      throw PythonError.type("cannot unpack non-iterable %s object".formatted(Types.nameOf(value)));
    }
  }
}
