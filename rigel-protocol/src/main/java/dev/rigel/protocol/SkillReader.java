package dev.rigel.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads and checks the requests of the skill endpoints. */
public final class SkillReader {
  private static final int LONGEST_ID = 200;
  private static final int LONGEST_DESCRIPTION = 4_000;
  private static final int LONGEST_PROMPT = 256 * 1024;
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,99}");

  private SkillReader() {}

  /** Whether a text can be the name of a skill. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /**
   * Reads the body of {@code POST /skills/create}: exactly one of prompt, session_id and file_id.
   *
   * @throws ValidationException naming every fault
   */
  public static SkillCreation creation(JsonNode body) {
    Fields fields = Fields.ofBody(body);
    Optional<JsonNode> schema = fields.object("json_schema");
    List<SkillCreation.Source> sources = new ArrayList<>();
    fields
        .string("prompt", LONGEST_PROMPT)
        .filter(prompt -> !prompt.isBlank())
        .ifPresent(prompt -> sources.add(new SkillCreation.Source.Prompt(prompt, schema)));
    id(fields, "session_id").ifPresent(id -> sources.add(new SkillCreation.Source.Session(id)));
    id(fields, "file_id").ifPresent(id -> sources.add(new SkillCreation.Source.File(id)));
    if (sources.size() != 1) {
      fields.fault("Exactly one of prompt, session_id and file_id is needed", "value_error");
    }
    Optional<String> name = name(fields);
    Optional<String> description = fields.string("description", LONGEST_DESCRIPTION);
    fields.throwFaults();
    return new SkillCreation(sources.getFirst(), name, description);
  }

  /** Reads the body of {@code POST /skills/{id}/update}. */
  public static SkillUpdate update(JsonNode body) {
    Fields fields = Fields.ofBody(body);
    Optional<String> file = id(fields, "file_id");
    Optional<String> description = fields.string("description", LONGEST_DESCRIPTION);
    if (file.isEmpty() && description.isEmpty()) {
      fields.fault("At least one of file_id and description is needed", "value_error");
    }
    fields.throwFaults();
    return new SkillUpdate(file, description);
  }

  /** Reads the body of {@code POST /skills/lookup}. */
  public static SkillLookup lookup(JsonNode body) {
    Fields fields = Fields.ofBody(body);
    Optional<String> name =
        fields.has("skill_name")
            ? fields.string("skill_name", LONGEST_ID)
            : fields.required("name", LONGEST_ID);
    Optional<String> version = RequestReader.version(fields).filter(text -> !text.isBlank());
    fields.throwFaults();
    return new SkillLookup(name.orElseThrow(), version.orElse("latest"));
  }

  private static Optional<String> id(Fields fields, String name) {
    return fields.string(name, LONGEST_ID).filter(id -> !id.isBlank());
  }

  private static Optional<String> name(Fields fields) {
    return fields
        .string("name", LONGEST_ID)
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .filter(name ->
            isName(name)
                || fields.fault(
                    "name",
                    "A skill's name has up to 100 letters, digits, spaces and ._-",
                    "string_pattern_mismatch"));
  }
}
