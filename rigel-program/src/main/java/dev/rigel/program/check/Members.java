package dev.rigel.program.check;

import dev.rigel.program.Type;
import dev.rigel.program.Type.DictOf;
import dev.rigel.program.Type.FunctionOf;
import dev.rigel.program.Type.ListOf;
import dev.rigel.program.Type.ObjectOf;
import dev.rigel.program.Type.RecordOf;
import dev.rigel.program.Type.SetOf;
import dev.rigel.program.Type.TupleOf;
import dev.rigel.program.Type.UnionOf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The functions and methods that the language has from Python, as one table. A type with a {@code
 * ?} may be left out, one with a star repeats; {@code name=} may be given by name, and a bare star
 * says that what follows must be. {@code E}, {@code K} and {@code V} are the receiver's parts. A
 * method marked {@code !} changes its receiver; one marked {@code ~} is too far-fetched to be a way
 * from one type to another.
 */
final class Members {
  private static final String METHODS =
      """
      str.capitalize() -> str
      str.casefold() -> str
      str.center(int, str?) -> str
      ~str.count(str, int?, int?) -> int
      str.endswith(str|list, int?, int?) -> bool
      str.expandtabs(tabsize=int?) -> str
      ~str.find(str, int?, int?) -> int
      str.format(*any, **any) -> str
      str.format_map(dict) -> str
      ~str.index(str, int?, int?) -> int
      str.isalnum() -> bool
      str.isalpha() -> bool
      str.isascii() -> bool
      str.isdecimal() -> bool
      str.isdigit() -> bool
      str.isidentifier() -> bool
      str.islower() -> bool
      str.isnumeric() -> bool
      str.isprintable() -> bool
      str.isspace() -> bool
      str.istitle() -> bool
      str.isupper() -> bool
      str.join(iterable[str]) -> str
      str.ljust(int, str?) -> str
      str.lower() -> str
      str.lstrip(str|None?) -> str
      ~str.maketrans(any, str?, str?) -> dict
      ~str.partition(str) -> tuple[str, str, str]
      str.removeprefix(str) -> str
      str.removesuffix(str) -> str
      str.replace(str, str, int?) -> str
      ~str.rfind(str, int?, int?) -> int
      ~str.rindex(str, int?, int?) -> int
      str.rjust(int, str?) -> str
      ~str.rpartition(str) -> tuple[str, str, str]
      str.rsplit(sep=str|None?, maxsplit=int?) -> list[str]
      str.rstrip(str|None?) -> str
      str.split(sep=str|None?, maxsplit=int?) -> list[str]
      str.splitlines(keepends=bool?) -> list[str]
      str.startswith(str|list, int?, int?) -> bool
      str.strip(str|None?) -> str
      str.swapcase() -> str
      str.title() -> str
      str.translate(dict) -> str
      str.upper() -> str
      str.zfill(int) -> str
      !list.append(E) -> None
      !list.clear() -> None
      list.copy() -> list[E]
      ~list.count(any) -> int
      !list.extend(iterable[E]) -> None
      ~list.index(any, int?, int?) -> int
      !list.insert(int, E) -> None
      !list.pop(int?) -> E
      !list.remove(any) -> None
      !list.reverse() -> None
      !list.sort(*, key=fn[E]|None?, reverse=bool?) -> None
      !dict.clear() -> None
      dict.copy() -> dict[K, V]
      dict.get(K, any?) -> V
      dict.items() -> list[tuple[K, V]]
      dict.keys() -> list[K]
      !dict.pop(K, any?) -> V
      !dict.popitem() -> tuple[K, V]
      !dict.setdefault(K, any?) -> V
      !dict.update(any?, **any) -> None
      dict.values() -> list[V]
      !set.add(E) -> None
      !set.clear() -> None
      set.copy() -> set[E]
      set.difference(*iterable[any]) -> set[E]
      !set.difference_update(*iterable[any]) -> None
      !set.discard(any) -> None
      set.intersection(*iterable[any]) -> set[E]
      !set.intersection_update(*iterable[any]) -> None
      set.isdisjoint(iterable[any]) -> bool
      set.issubset(iterable[any]) -> bool
      set.issuperset(iterable[any]) -> bool
      !set.pop() -> E
      !set.remove(any) -> None
      set.symmetric_difference(iterable[E]) -> set[E]
      !set.symmetric_difference_update(iterable[E]) -> None
      set.union(*iterable[E]) -> set[E]
      !set.update(*iterable[E]) -> None
      ~tuple.count(any) -> int
      ~tuple.index(any, int?, int?) -> int
      record.get(str, any?) -> any
      record.items() -> list[tuple[str, any]]
      record.keys() -> list[str]
      record.values() -> list[any]
      """;

  private static final String BUILTINS =
      """
      abs(number) -> number
      all(iterable[any]) -> bool
      any(iterable[any]) -> bool
      bool(any?) -> bool
      chr(int) -> str
      dict(any?, **any) -> dict
      divmod(number, number) -> tuple[number, number]
      enumerate(iterable[any], start=int?) -> list
      filter(fn[any]|None, iterable[any]) -> list
      float(str|number?) -> float
      int(str|number?, base=int?) -> int
      isinstance(any, any) -> bool
      len(iterable[any]) -> int
      list(iterable[any]?) -> list
      map(fn[any], *iterable[any]) -> list
      max(any, *any, key=fn[any]|None?, default=any?) -> any
      min(any, *any, key=fn[any]|None?, default=any?) -> any
      ord(str) -> int
      pow(number, number, int?) -> number
      print(*any, sep=str|None?, end=str|None?) -> None
      range(int, int?, int?) -> list[int]
      repr(any) -> str
      reversed(iterable[any]) -> list
      round(number, ndigits=int|None?) -> number
      set(iterable[any]?) -> set
      sorted(iterable[any], *, key=fn[any]|None?, reverse=bool?) -> list
      str(any?) -> str
      sum(iterable[number|list|tuple], start=number|list?) -> number
      tuple(iterable[any]?) -> list
      zip(*iterable[any], strict=bool?) -> list
      """;

  /**
   * One parameter of a function of Python's.
   *
   * @param keyword empty when it cannot be given by name
   */
  record Slot(
      Type type,
      boolean optional,
      boolean repeated,
      Optional<String> keyword,
      boolean byNameOnly) {}

  /**
   * @param takesAnyName takes arguments of any name, like {@code dict(a=1)}
   */
  record Member(
      String name,
      List<Slot> slots,
      Type result,
      boolean changes,
      boolean farFetched,
      boolean takesAnyName) {}

  private final Map<String, Map<String, Member>> methods = new LinkedHashMap<>();
  private final Map<String, Member> builtins = new LinkedHashMap<>();

  Members() {
    for (String line : METHODS.lines().toList()) {
      boolean changes = line.startsWith("!");
      boolean farFetched = line.startsWith("~");
      String rest = changes || farFetched ? line.substring(1) : line;
      int dot = rest.indexOf('.');
      Member member = new SignatureReader(rest.substring(dot + 1)).member(changes, farFetched);
      methods
          .computeIfAbsent(rest.substring(0, dot), kind -> new LinkedHashMap<>())
          .put(member.name(), member);
    }
    for (String line : BUILTINS.lines().toList()) {
      Member member = new SignatureReader(line).member(false, false);
      builtins.put(member.name(), member);
    }
  }

  Map<String, Member> builtins() {
    return builtins;
  }

  Optional<Member> builtin(String name) {
    return Optional.ofNullable(builtins.get(name));
  }

  /** The methods of values of the type, as declared: see {@link #instantiate}. */
  Map<String, Member> methods(Type receiver) {
    String kind =
        switch (receiver) {
          case ListOf ignored -> "list";
          case SetOf ignored -> "set";
          case DictOf ignored -> "dict";
          case TupleOf ignored -> "tuple";
          case RecordOf ignored -> "record";
          case Type.Plain plain -> plain == Type.STR ? "str" : "";
          case ObjectOf ignored -> "";
          case UnionOf ignored -> "";
          case FunctionOf ignored -> "";
        };
    return kind.isEmpty() ? Map.of() : methods.getOrDefault(kind, Map.of());
  }

  /** A type of the table with the receiver's parts put in. */
  static Type instantiate(Type type, Type receiver) {
    return switch (type) {
      case ObjectOf part -> part(part, receiver);
      case ListOf list -> Type.list(instantiate(list.element(), receiver));
      case SetOf set -> new SetOf(instantiate(set.element(), receiver));
      case DictOf dict ->
          new DictOf(instantiate(dict.key(), receiver), instantiate(dict.value(), receiver));
      case TupleOf tuple ->
          new TupleOf(tuple.elements().stream().map(e -> instantiate(e, receiver)).toList());
      case UnionOf union ->
          Types.union(union.options().stream().map(o -> instantiate(o, receiver)).toList());
      case FunctionOf function ->
          new FunctionOf(
              function.parameters().stream().map(p -> instantiate(p, receiver)).toList(),
              function.result());
      case Type.Plain plain -> plain;
      case RecordOf dict -> dict;
    };
  }

  private static Type part(ObjectOf part, Type receiver) {
    return switch (part.name()) {
      case "E" -> Types.element(receiver).orElse(Type.ANY);
      case "K" -> receiver instanceof DictOf dict ? dict.key() : Type.ANY;
      case "V" -> receiver instanceof DictOf dict ? dict.value() : Type.ANY;
      default -> part;
    };
  }

  /** Reads one line of the table. */
  private static final class SignatureReader {
    private final String text;
    private int at;

    SignatureReader(String text) {
      this.text = text;
    }

    Member member(boolean changes, boolean farFetched) {
      String name = word();
      at++;
      List<Slot> slots = new ArrayList<>();
      boolean byNameOnly = false;
      boolean takesAnyName = false;
      while (text.charAt(at) != ')') {
        if (text.startsWith("**", at)) {
          at += 2;
          type();
          takesAnyName = true;
        } else if (text.startsWith("*,", at)) {
          at++;
          byNameOnly = true;
        } else {
          Slot slot = slot(byNameOnly);
          byNameOnly |= slot.repeated();
          slots.add(slot);
        }
        skip(", ");
      }
      at++;
      skip("-> ");
      return new Member(name, List.copyOf(slots), type(), changes, farFetched, takesAnyName);
    }

    private Slot slot(boolean byNameOnly) {
      boolean repeated = text.charAt(at) == '*';
      if (repeated) {
        at++;
      }
      int start = at;
      Optional<String> keyword = Optional.of(word());
      if (at < text.length() && text.charAt(at) == '=') {
        at++;
      } else {
        at = start;
        keyword = Optional.empty();
      }
      Type type = type();
      boolean optional = text.charAt(at) == '?';
      if (optional) {
        at++;
      }
      return new Slot(type, optional || repeated, repeated, keyword, byNameOnly);
    }

    private void skip(String characters) {
      while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }

    private String word() {
      int start = at;
      while (at < text.length()
          && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
        at++;
      }
      return text.substring(start, at);
    }

    private Type type() {
      List<Type> options = new ArrayList<>();
      options.add(single());
      while (at < text.length() && text.charAt(at) == '|') {
        at++;
        options.add(single());
      }
      return options.size() == 1 ? options.getFirst() : Types.union(options);
    }

    private Type single() {
      String name = word();
      List<Type> parts = new ArrayList<>();
      if (at < text.length() && text.charAt(at) == '[') {
        do {
          at++;
          skip(" ");
          parts.add(type());
        } while (text.charAt(at) == ',');
        at++;
      }
      return switch (name) {
        case "str" -> Type.STR;
        case "int" -> Type.INT;
        case "float" -> Type.FLOAT;
        case "bool" -> Type.BOOL;
        case "None" -> Type.NONE;
        case "any" -> Type.ANY;
        case "number" -> Types.NUMBER;
        case "list" -> Type.list(parts.isEmpty() ? Type.ANY : parts.getFirst());
        case "set" -> new SetOf(parts.isEmpty() ? Type.ANY : parts.getFirst());
        case "dict" -> parts.isEmpty() ? Types.ANY_DICT : new DictOf(parts.get(0), parts.get(1));
        case "tuple" -> parts.isEmpty() ? Types.ANY_LIST : new TupleOf(parts);
        case "iterable" -> Types.iterable(parts.getFirst());
        case "fn" -> new FunctionOf(parts, Type.ANY);
        case "E", "K", "V" -> Type.object(name);
        default -> throw new IllegalStateException("unknown type " + name + " in " + text);
      };
    }
  }
}
