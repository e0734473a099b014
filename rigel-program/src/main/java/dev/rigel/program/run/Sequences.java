package dev.rigel.program.run;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Lengths, indexes, slices and membership. */
final class Sequences {
  private final Fuel fuel;
  private final Comparisons comparisons;
  private final Iteration iteration;
  private final Representation representation;

  Sequences(
      Fuel fuel, Comparisons comparisons, Iteration iteration, Representation representation) {
    this.fuel = fuel;
    this.comparisons = comparisons;
    this.iteration = iteration;
    this.representation = representation;
  }

  Object length(Object value) {
    return switch (value) {
      case String text -> (long) CodePoints.length(text);
      case ListValue list -> (long) list.items.size();
      case TupleValue tuple -> (long) tuple.items.size();
      case DictValue dict -> (long) dict.table.size();
      case SetValue set -> (long) set.table.size();
      case DictView view -> (long) view.dict().table.size();
      case RangeValue range -> {
        if (range.length().bitLength() > 63) {
          throw PythonError.overflow("Python int too large to convert to C ssize_t");
        }
        yield range.length().longValue();
      }
      default ->
          throw PythonError.type("object of type '%s' has no len()".formatted(Types.nameOf(value)));
    };
  }

  /** {@code value[index]}; the element is given without waiting for it. */
  Object item(Object value, Object index) {
    if (index instanceof SliceValue slice) {
      return slice(value, slice);
    }
    return switch (value) {
      case DictValue dict -> {
        HashTable.Entry entry = dict.table.find(comparisons.key(index));
        if (entry == null) {
          throw PythonError.key(representation.of(index));
        }
        yield entry.value;
      }
      case ListValue list -> list.items.get(place(index, list.items.size(), "list"));
      case TupleValue tuple -> tuple.items.get(place(index, tuple.items.size(), "tuple"));
      case String text -> {
        fuel.characters(text.length() / 64);
        yield CodePoints.at(text, place(index, CodePoints.length(text), "string"));
      }
      case RangeValue range -> rangeItem(range, index);
      default ->
          throw PythonError.type("'%s' object is not subscriptable".formatted(Types.nameOf(value)));
    };
  }

  private static Object rangeItem(RangeValue range, Object index) {
    if (!Numbers.isInteger(index)) {
      throw badIndex("range", index);
    }
    BigInteger place = Numbers.big(index);
    if (place.signum() < 0) {
      place = place.add(range.length());
    }
    if (place.signum() < 0 || place.compareTo(range.length()) >= 0) {
      throw PythonError.index("range object index out of range");
    }
    return range.item(place);
  }

  private static PythonError badIndex(String kind, Object index) {
    return kind.equals("string")
        ? PythonError.type(
            "string indices must be integers, not '%s'".formatted(Types.nameOf(index)))
        : PythonError.type(
            "%s indices must be integers or slices, not %s".formatted(kind, Types.nameOf(index)));
  }

  private static int place(Object index, int size, String kind) {
    if (!Numbers.isInteger(index)) {
      throw badIndex(kind, index);
    }
    long place = Numbers.clamped(index);
    if (place < 0) {
      place += size;
    }
    if (place < 0 || place >= size) {
      throw PythonError.index(kind + " index out of range");
    }
    return (int) place;
  }

  private Object slice(Object value, SliceValue slice) {
    return switch (value) {
      case String text -> {
        fuel.characters(text.length() / 64);
        SliceValue.Places places = slice.places(CodePoints.length(text));
        fuel.newCharacters(places.count());
        yield CodePoints.slice(text, places);
      }
      case ListValue list -> new ListValue(picked(list.items, slice.places(list.items.size())));
      case TupleValue tuple -> TupleValue.of(picked(tuple.items, slice.places(tuple.items.size())));
      case RangeValue range -> rangeSlice(range, slice);
      case DictValue _ -> throw PythonError.type("unhashable type: 'slice'");
      default ->
          throw PythonError.type("'%s' object is not subscriptable".formatted(Types.nameOf(value)));
    };
  }

  private static RangeValue rangeSlice(RangeValue range, SliceValue slice) {
    SliceValue.Places places = slice.places(Numbers.clamped(Numbers.normal(range.length())));
    BigInteger start = range.start().add(range.step().multiply(BigInteger.valueOf(places.start())));
    BigInteger stop = range.start().add(range.step().multiply(BigInteger.valueOf(places.stop())));
    return RangeValue.of(start, stop, range.step().multiply(BigInteger.valueOf(places.step())));
  }

  private List<Object> picked(List<Object> items, SliceValue.Places places) {
    fuel.newItems(places.count());
    List<Object> result = new ArrayList<>(places.count());
    for (int i = 0; i < places.count(); i++) {
      result.add(items.get((int) (places.start() + i * places.step())));
    }
    return result;
  }

  /** {@code container[index] = value}. */
  void store(Object container, Object index, Object value) {
    switch (container) {
      case DictValue dict -> putInto(dict, index, value);
      case ListValue list when index instanceof SliceValue slice -> storeSlice(list, slice, value);
      case ListValue list -> {
        if (!Numbers.isInteger(index)) {
          throw badIndex("list", index);
        }
        long place = Numbers.clamped(index);
        place = place < 0 ? place + list.items.size() : place;
        if (place < 0 || place >= list.items.size()) {
          throw PythonError.index("list assignment index out of range");
        }
        list.items.set((int) place, value);
      }
      default ->
          throw PythonError.type(
              "'%s' object does not support item assignment".formatted(Types.nameOf(container)));
    }
  }

  void putInto(DictValue dict, Object key, Object value) {
    Object waited = Pending.now(key);
    Object canonical = comparisons.key(waited);
    fuel.checkItems(dict.table.size() + 1L);
    dict.table.put(canonical, waited, value);
  }

  void addTo(SetValue set, Object member) {
    Object waited = Pending.now(member);
    Object canonical = comparisons.key(waited);
    fuel.checkItems(set.table.size() + 1L);
    set.table.put(canonical, waited, waited);
  }

  private void storeSlice(ListValue list, SliceValue slice, Object given) {
    Object value = Pending.now(given);
    boolean plain = slice.step() == NoneValue.NONE || isOne(slice.step());
    if (!Iteration.isIterable(value)) {
      throw PythonError.type(
          plain ? "can only assign an iterable" : "must assign iterable to extended slice");
    }
    List<Object> items = iteration.collect(value);
    SliceValue.Places places = slice.places(list.items.size());
    if (plain) {
      int start = (int) places.start();
      List<Object> replaced = list.items.subList(start, start + places.count());
      fuel.newItems((long) list.items.size() - places.count() + items.size());
      replaced.clear();
      list.items.addAll(start, items);
      return;
    }
    if (items.size() != places.count()) {
      throw PythonError.value(
          "attempt to assign sequence of size %d to extended slice of size %d"
              .formatted(items.size(), places.count()));
    }
    for (int i = 0; i < places.count(); i++) {
      list.items.set((int) (places.start() + i * places.step()), items.get(i));
    }
  }

  private static boolean isOne(Object step) {
    return Numbers.isInteger(step) && Numbers.clamped(step) == 1;
  }

  boolean contains(Object container, Object member) {
    return switch (container) {
      case String text -> {
        if (!(member instanceof String part)) {
          throw PythonError.type(
              "'in <string>' requires string as left operand, not " + Types.nameOf(member));
        }
        fuel.characters((long) text.length() + part.length());
        yield TextSearch.first(text, part, 0) >= 0;
      }
      case DictValue dict -> dict.table.find(comparisons.key(member)) != null;
      case SetValue set ->
          set.table.find(
                  member instanceof SetValue
                      ? new Object() // A set looks for a frozen copy of it: never there.
                      : comparisons.key(member))
              != null;
      case DictView view when view.kind() == DictView.Kind.KEYS ->
          view.dict().table.find(comparisons.key(member)) != null;
      case RangeValue range when Numbers.isInteger(member) -> range.contains(Numbers.big(member));
      default -> {
        if (!Iteration.isIterable(container)) {
          throw PythonError.type(
              "argument of type '%s' is not iterable".formatted(Types.nameOf(container)));
        }
        IteratorValue iterator = iteration.iterate(container);
        for (Object item = iterator.next(); item != null; item = iterator.next()) {
          if (comparisons.same(item, member)) {
            yield true;
          }
        }
        yield false;
      }
    };
  }

  /** {@code items * count}, for lists and tuples. */
  List<Object> repeated(List<Object> items, Object count) {
    long times = Math.max(0, Numbers.clamped(count));
    if (items.isEmpty() || times == 0) {
      return List.of();
    }
    fuel.newItems(times > Integer.MAX_VALUE ? Long.MAX_VALUE : items.size() * times);
    List<Object> result = new ArrayList<>((int) (items.size() * times));
    for (long i = 0; i < times; i++) {
      result.addAll(items);
    }
    return result;
  }

  String repeated(String text, Object count) {
    long times = Math.max(0, Numbers.clamped(count));
    if (text.isEmpty() || times == 0) {
      return "";
    }
    fuel.newCharacters(times > Integer.MAX_VALUE ? Long.MAX_VALUE : text.length() * times);
    return text.repeat((int) times);
  }

  List<Object> joined(List<Object> a, List<Object> b) {
    fuel.newItems((long) a.size() + b.size());
    List<Object> result = new ArrayList<>(a.size() + b.size());
    result.addAll(a);
    result.addAll(b);
    return result;
  }

  /** A list sorted as CPython sorts it: stable, and asking only {@code <}. */
  List<Object> sorted(List<Object> items, List<Object> keys, boolean reverse) {
    List<Integer> order = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      order.add(i);
    }
    if (reverse) {
      Collections.reverse(order);
    }
    new StableSort(comparisons, keys).sort(order);
    if (reverse) {
      Collections.reverse(order);
    }
    List<Object> result = new ArrayList<>(items.size());
    order.forEach(i -> result.add(items.get(i)));
    return result;
  }
}
