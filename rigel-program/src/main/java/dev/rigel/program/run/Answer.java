package dev.rigel.program.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a program answered.
 *
 * @param values by the parameters of the library's answer function; plain (see {@link
 *     dev.rigel.program.ToolInvoker}), complete, and only those that the program gave
 */
public record Answer(Map<String, @Nullable Object> values) {
  public Answer {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
