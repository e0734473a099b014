package dev.rigel.agent.skill;

import dev.rigel.agent.answer.AnswerSchema;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.Json;
import dev.rigel.protocol.SkillReader;
import dev.rigel.protocol.ValidationException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads a skill from the zip of its folder, or says what is wrong with it. */
final class SkillFolderReader {
  private static final String SKILL_FILE = "SKILL.md";
  private static final String SCHEMA_FILE = "schema.json";
  private static final String RUN_FILE = "vlmrun.yaml";
  private static final Set<String> READ = Set.of(SKILL_FILE, SCHEMA_FILE, RUN_FILE);

  private static final Pattern FRONT_MATTER =
      Pattern.compile("\\A---[ \\t]*\\r?\\n(.*?)\\r?\\n---[ \\t]*(?:\\r?\\n|\\z)", Pattern.DOTALL);

  private static final Pattern TOOLSET = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final int MOST_TOOLSETS = 64;
  private static final int LONGEST_DESCRIPTION = 4_000;

  private SkillFolderReader() {}

  /**
   * @throws RigelException naming the file that is missing or wrong
   */
  static SkillFolder read(byte[] zip) {
    Map<String, byte[]> files =
        atRoot(SkillArchive.read(zip, path -> READ.contains(lastPart(path))));
    if (!files.containsKey(SKILL_FILE)) {
      throw RigelException.invalid(
          "The skill's zip has no SKILL.md at its root; zip the content of the skill's folder.",
          "skill");
    }
    String text = text(SKILL_FILE, files.get(SKILL_FILE));
    Matcher front = FRONT_MATTER.matcher(text);
    boolean hasFront = front.find();
    FrontMatter about = hasFront ? FrontMatter.of(front.group(1)) : FrontMatter.NONE;
    Optional<JsonNode> run =
        Optional.ofNullable(files.get(RUN_FILE)).map(content -> yaml(text(RUN_FILE, content)));
    return new SkillFolder(
        about.name().map(SkillFolderReader::checkedName),
        shortened(about.description()),
        hasFront ? text.substring(front.end()) : text,
        Optional.ofNullable(files.get(SCHEMA_FILE)).map(SkillFolderReader::schema),
        run.flatMap(r -> string(r, "model")),
        run.map(SkillFolderReader::toolsets).orElse(List.of()),
        run.flatMap(r -> string(r, "graph")),
        run.flatMap(r -> string(r, "plan")));
  }

  private static String lastPart(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Many zip the folder instead of its content: then everything lies under one name. */
  private static Map<String, byte[]> atRoot(Map<String, byte[]> files) {
    if (files.containsKey(SKILL_FILE)) {
      return files;
    }
    List<String> tops =
        files.keySet().stream()
            .filter(path -> path.endsWith("/" + SKILL_FILE))
            .map(path -> path.substring(0, path.length() - SKILL_FILE.length()))
            .filter(top -> top.indexOf('/') == top.length() - 1 && !top.equals("__MACOSX/"))
            .toList();
    if (tops.size() != 1) {
      return files;
    }
    Map<String, byte[]> moved = new HashMap<>();
    files.forEach((path, content) -> {
      if (path.startsWith(tops.getFirst())) {
        moved.put(path.substring(tops.getFirst().length()), content);
      }
    });
    return moved;
  }

  private static String text(String file, byte[] content) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      if (text.indexOf('\0') >= 0) {
        throw invalid(file, "holds a NUL character");
      }
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw invalid(file, "is not UTF-8 text");
    }
  }

  private static String checkedName(String name) {
    if (!SkillReader.isName(name)) {
      throw invalid(
          SKILL_FILE, "gives a name that is not up to 100 letters, digits, spaces and ._-");
    }
    return name;
  }

  private static JsonNode schema(byte[] content) {
    try {
      return new AnswerSchema(Json.parse(content)).json();
    } catch (ValidationException e) {
      throw invalid(SCHEMA_FILE, "is not valid JSON");
    } catch (RigelException e) {
      throw RigelException.causedBy(
              e, ErrorCode.INVALID_REQUEST, "The skill's schema.json is refused. " + e.getMessage())
          .at("skill");
    }
  }

  private static JsonNode yaml(String text) {
    JsonNode run =
        BoundedYaml.read(text)
            .orElseThrow(() ->
                invalid(RUN_FILE, "is not plain YAML (aliases and deep nesting are not read)"));
    if (!run.isObject() && !run.isMissingNode() && !run.isNull()) {
      throw invalid(RUN_FILE, "is not a list of named settings");
    }
    return run;
  }

  private static Optional<String> string(JsonNode run, String name) {
    JsonNode value = run.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    return Optional.of(
        value
            .stringValueOpt()
            .orElseThrow(() -> invalid(RUN_FILE, "has a " + name + " that is not a text")));
  }

  private static List<String> toolsets(JsonNode run) {
    JsonNode value = run.path("toolsets");
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    List<String> toolsets = new ArrayList<>();
    for (JsonNode name : value.values()) {
      String text = name.stringValueOpt().orElse("");
      if (!TOOLSET.matcher(text).matches() || toolsets.size() == MOST_TOOLSETS) {
        throw invalid(RUN_FILE, "has toolsets that are not a list of words such as core");
      }
      toolsets.add(text);
    }
    if (!value.isArray()) {
      throw invalid(RUN_FILE, "has toolsets that are not a list of words such as core");
    }
    return toolsets;
  }

  private static String shortened(String description) {
    return description.length() <= LONGEST_DESCRIPTION
        ? description
        : description.substring(0, LONGEST_DESCRIPTION);
  }

  private static RigelException invalid(String file, String what) {
    return RigelException.invalid("The skill's " + file + " " + what + ".", "skill");
  }
}
