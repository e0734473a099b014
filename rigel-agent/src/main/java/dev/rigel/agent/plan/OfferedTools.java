package dev.rigel.agent.plan;

import dev.rigel.program.ToolSignature;
import dev.rigel.tools.ToolPrinter;
import dev.rigel.tools.Toolbox;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Which signatures a planner reads: those of common tools always, in the fixed part of its prompt;
 * those of rarer ones only where an example beside the request calls them. A small model loses its
 * way in a long list, and each signature in it costs memory for every request.
 */
final class OfferedTools {
  private static final Set<String> COMMON =
      Set.of(
          "detect",
          "faces",
          "people",
          "read",
          "barcodes",
          "find",
          "look",
          "colors",
          "info",
          "crop",
          "half",
          "blur",
          "pixelate",
          "draw",
          "number",
          "rotate",
          "flip",
          "resize",
          "grayscale",
          "adjust",
          "remove_background",
          "side_by_side",
          "montage",
          "chart",
          "qr",
          "area",
          "center",
          "distance",
          "overlap",
          "inside",
          "box",
          "pages",
          "page",
          "text",
          "tables",
          "search",
          "find_text",
          "extract",
          "redact",
          "select",
          "merge",
          "to_pdf",
          "write",
          "choose",
          "numbers");

  private static final Pattern CALL = Pattern.compile("\\b([a-z][a-z_]*)\\(");

  private final String common;
  private final Map<String, String> rare = new LinkedHashMap<>();

  OfferedTools(Toolbox toolbox) {
    this.common = toolbox.signatureText(tool -> COMMON.contains(tool.name()));
    for (ToolSignature tool : toolbox.offered().tools()) {
      if (!COMMON.contains(tool.name())) {
        rare.put(tool.name(), ToolPrinter.line(tool).replaceAll(" {2,}", " "));
      }
    }
  }

  /** The signatures of the common tools, in groups. */
  String common() {
    return common;
  }

  /** The signatures of rarer tools that the programs call, a line each. */
  List<String> rareIn(List<String> programs) {
    return programs.stream()
        .flatMap(program -> CALL.matcher(program).results().map((MatchResult m) -> m.group(1)))
        .distinct()
        .filter(rare::containsKey)
        .map(name -> rare.getOrDefault(name, ""))
        .toList();
  }
}
