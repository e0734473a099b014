package dev.rigel.protocol;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads and checks the bodies of the endpoints for files, feedback and schemas. */
public final class ResourceReader {
  private static final int LONGEST_ID = 300;
  private static final int LONGEST_FILENAME = 1_000;
  private static final int LONGEST_NOTES = 64 * 1024;
  private static final int LONGEST_SELECTION = 64 * 1024;
  private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();
  private static final long LONGEST_VALIDITY_SECONDS = Duration.ofDays(7).toSeconds();

  private ResourceReader() {}

  /**
   * Reads the body of {@code POST /files/presigned-url}.
   *
   * @throws ValidationException naming every fault
   */
  public static UploadAnnouncement upload(JsonNode body) {
    Fields fields = Fields.ofBody(body);
    Optional<String> filename =
        fields
            .required("filename", LONGEST_FILENAME)
            .filter(name ->
                !name.isBlank()
                    || fields.fault(
                        "filename", "String should have at least 1 character", "string_too_short"));
    Optional<FilePurpose> purpose =
        fields.choice("purpose", FilePurpose.wireNames(), FilePurpose::of);
    Optional<Long> seconds = fields.integer("expiration", 1, LONGEST_VALIDITY_SECONDS);
    fields.throwFaults();
    return new UploadAnnouncement(
        filename.orElseThrow(),
        purpose.orElse(FilePurpose.ASSISTANTS),
        Duration.ofSeconds(seconds.orElse(DAY_SECONDS)));
  }

  /** Reads the body of {@code POST /feedback/submit}: exactly one id, and something to say. */
  public static FeedbackSubmission feedback(JsonNode body) {
    Fields fields = Fields.ofBody(body);
    Map<FeedbackType, String> entities = new LinkedHashMap<>();
    for (FeedbackType type : FeedbackType.values()) {
      fields
          .string(type.idField(), LONGEST_ID)
          .filter(id -> !id.isBlank())
          .ifPresent(id -> entities.put(type, id));
    }
    if (entities.size() != 1) {
      fields.fault(
          "Exactly one of request_id, agent_execution_id and chat_id is needed", "value_error");
    }
    Optional<JsonNode> response = fields.object("response");
    Optional<String> notes = fields.string("notes", LONGEST_NOTES);
    if (!fields.has("response") && !fields.has("notes")) {
      fields.fault("At least one of response and notes is needed", "value_error");
    }
    fields.throwFaults();
    Map.Entry<FeedbackType, String> entity = entities.entrySet().iterator().next();
    return new FeedbackSubmission(entity.getKey(), entity.getValue(), response, notes);
  }

  /** Reads the body of {@code POST /schema} and {@code POST /hub/schema}. */
  public static SchemaLookup schema(JsonNode body) {
    Fields fields = Fields.ofBody(body);
    Optional<String> domain = fields.required("domain", LONGEST_ID);
    Optional<String> configured =
        fields.fields("config").flatMap(c -> c.string("gql_stmt", LONGEST_SELECTION));
    Optional<String> selection =
        fields
            .string("gql_stmt", LONGEST_SELECTION)
            .or(() -> configured)
            .filter(text -> !text.isBlank());
    fields.throwFaults();
    return new SchemaLookup(domain.orElseThrow(), selection);
  }
}
