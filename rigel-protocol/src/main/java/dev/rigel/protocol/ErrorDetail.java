package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One fault of a request, as FastAPI reports it.
 *
 * @param loc the way to the fault: strings and integers, {@code "body"} first
 * @param msg for people: what is wrong and what to do
 * @param type pydantic's name of the kind of fault, for example {@code missing}
 */
public record ErrorDetail(List<Object> loc, String msg, String type) {
  public ErrorDetail {
    loc = List.copyOf(loc);
    requireNonNull(msg, "msg");
    requireNonNull(type, "type");
    for (Object step : loc) {
      if (!(step instanceof String) && !(step instanceof Integer)) {
        throw new IllegalArgumentException("a location holds strings and integers");
      }
    }
  }

  /** The way as a path: {@code messages[0].content}. */
  public String path() {
    StringBuilder path = new StringBuilder();
    for (Object step : loc.isEmpty() ? loc : loc.subList(1, loc.size())) {
      if (step instanceof Integer) {
        path.append('[').append(step).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step);
      }
    }
    return path.toString();
  }
}
