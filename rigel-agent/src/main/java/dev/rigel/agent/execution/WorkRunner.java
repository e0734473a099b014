package dev.rigel.agent.execution;

import static java.util.Objects.requireNonNull;

import dev.rigel.agent.Agent;
import dev.rigel.agent.AgentListener;
import dev.rigel.agent.Caller;
import dev.rigel.agent.port.SessionStore;
import dev.rigel.agent.port.StoredArtifact;
import dev.rigel.agent.port.StoredExecution;
import dev.rigel.agent.prediction.DocumentMarkdown;
import dev.rigel.agent.prediction.DocumentSchema;
import dev.rigel.agent.prediction.FieldMetadata;
import dev.rigel.agent.prediction.ReadMedium;
import dev.rigel.agent.prediction.ReadPages;
import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Document;
import dev.rigel.media.Image;
import dev.rigel.media.Media;
import dev.rigel.protocol.ChatCompletion;
import dev.rigel.protocol.ChatCompletionRequest;
import dev.rigel.protocol.ContentPart;
import dev.rigel.protocol.CreditUsage;
import dev.rigel.protocol.FinishReason;
import dev.rigel.protocol.GeneratedSchema;
import dev.rigel.protocol.Json;
import dev.rigel.protocol.RequestReader;
import dev.rigel.protocol.ValidationException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Does the work of runs. A turn that is stored already, because the process died after it, is not
 * done again: its answer is taken.
 */
final class WorkRunner {
  private final Agent agent;
  private final SessionStore sessions;
  private final MediaTools tools;
  private final PartMedia parts;

  WorkRunner(Agent agent, SessionStore sessions, MediaTools tools, PartMedia parts) {
    this.agent = requireNonNull(agent, "agent");
    this.sessions = requireNonNull(sessions, "sessions");
    this.tools = requireNonNull(tools, "tools");
    this.parts = requireNonNull(parts, "parts");
  }

  WorkResult run(StoredExecution execution, Work work, CallScope scope) {
    return switch (work.task()) {
      case ANSWER -> answer(execution, work, scope);
      case MARKDOWN -> {
        List<PageChoice> media = media(execution, work, scope);
        yield new WorkResult(DocumentMarkdown.of(contents(media, scope)), usage(media));
      }
      case SCHEMA -> {
        List<PageChoice> media = media(execution, work, scope);
        DocumentSchema schema = DocumentSchema.of(read(media, scope));
        yield new WorkResult(
            new GeneratedSchema(execution.domain(), schema.description(), schema.schema()).toJson(),
            usage(media));
      }
    };
  }

  private WorkResult answer(StoredExecution execution, Work work, CallScope scope) {
    ChatCompletion completion =
        sessions
            .turn(execution.tenant(), Intake.completionId(execution.id()))
            .map(turn -> ChatCompletion.of(Json.parse(turn.answer())))
            .orElseGet(() ->
                agent.complete(
                    turn(execution, work, scope),
                    new Caller(execution.tenant(), execution.origin(), false),
                    AgentListener.SILENT,
                    scope));
    List<StoredArtifact> artifacts = sessions.artifacts(execution.tenant(), execution.id());
    ObjectNode response = work.structured() ? structured(completion) : prose(completion, artifacts);
    if (work.structured() && work.metadata() != Work.Metadata.NONE) {
      response =
          new FieldMetadata(
                  read(inputs(artifacts, work, scope), scope),
                  work.metadata() == Work.Metadata.PLACES)
              .of(response);
    }
    return new WorkResult(response, usage(completion, artifacts, scope));
  }

  /** The stored turn, with only the wanted pages, and pictures that belong together as one. */
  private ChatCompletionRequest turn(StoredExecution execution, Work work, CallScope scope) {
    ObjectNode chat = work.chat();
    if (work.pageIndices().isEmpty() && !work.joined()) {
      return RequestReader.stored(chat);
    }
    ObjectNode changed = chat.deepCopy();
    ArrayNode content = Json.array();
    List<Image> pictures = new ArrayList<>();
    JsonNode sent = chat.path("messages").path(0).path("content");
    List<ContentPart> all = RequestReader.stored(chat).messages().getFirst().content();
    for (int i = 0; i < all.size(); i++) {
      Optional<Media> medium = parts.open(execution.tenant(), all.get(i), scope);
      if (medium.isPresent() && work.joined() && medium.get() instanceof Image picture) {
        pictures.add(picture);
      } else if (medium.isPresent() && medium.get() instanceof Document) {
        PageChoice choice = PageChoice.of(medium.get(), work.pageIndices(), tools.editor(), scope);
        content.add(document((Document) choice.media()));
      } else {
        content.add(sent.path(i));
      }
    }
    if (!pictures.isEmpty()) {
      content.insert(0, document(tools.editor().ofImages(pictures, scope)));
    }
    ((ObjectNode) changed.path("messages").path(0)).set("content", content);
    return RequestReader.stored(changed);
  }

  private static ObjectNode document(Document document) {
    ObjectNode part = Json.object().put("type", "file_url");
    part.putObject("file_url")
        .put(
            "url",
            "data:application/pdf;base64," + Base64.getEncoder().encodeToString(document.bytes()));
    return part;
  }

  /** The media as the turn has kept them, with the numbers that their pages have on the wire. */
  private List<PageChoice> inputs(List<StoredArtifact> artifacts, Work work, CallScope scope) {
    List<PageChoice> inputs = new ArrayList<>();
    int pictures = 0;
    for (StoredArtifact artifact : artifacts) {
      if (artifact.produced()) {
        continue;
      }
      switch (parts.kept(artifact, scope)) {
        case Image image -> inputs.add(new PageChoice(image, List.of(pictures++)));
        case Document document -> {
          List<Integer> chosen = work.pageIndices().orElse(List.of());
          inputs.add(
              new PageChoice(
                  document,
                  chosen.size() == document.pageCount()
                      ? chosen
                      : IntStream.range(0, document.pageCount()).boxed().toList()));
        }
      }
    }
    return inputs;
  }

  /** The media as the request names them. */
  private List<PageChoice> media(StoredExecution execution, Work work, CallScope scope) {
    List<PageChoice> media = new ArrayList<>();
    int pictures = 0;
    for (ContentPart part : RequestReader.stored(work.chat()).messages().getFirst().content()) {
      Optional<Media> medium = parts.open(execution.tenant(), part, scope);
      if (medium.isEmpty()) {
        continue;
      }
      PageChoice choice = PageChoice.of(medium.get(), work.pageIndices(), tools.editor(), scope);
      media.add(
          medium.get() instanceof Image image
              ? new PageChoice(image, List.of(pictures++))
              : choice);
    }
    return media;
  }

  private List<ReadPages> contents(List<PageChoice> media, CallScope scope) {
    return media.stream()
        .map(medium -> new ReadPages(tools.pages().content(medium.media(), scope), medium.pages()))
        .toList();
  }

  private List<ReadMedium> read(List<PageChoice> media, CallScope scope) {
    return media.stream()
        .map(medium -> new ReadMedium(tools.pages().lines(medium.media(), scope), medium.pages()))
        .toList();
  }

  private static ObjectNode structured(ChatCompletion completion) {
    boolean cut = completion.choices().getFirst().finishReason() == FinishReason.LENGTH;
    try {
      JsonNode value = Json.parse(completion.text());
      if (!cut) {
        return value instanceof ObjectNode object ? object : Json.object().set("result", value);
      }
    } catch (ValidationException e) {
      // Said below.
    }
    throw new RigelException(
        ErrorCode.SCHEMA_UNSATISFIED,
        cut
            ? "The answer was cut at a limit and does not satisfy the schema; allow more tokens or"
                + " ask for less."
            : "The answer is not JSON.",
        "config.json_schema");
  }

  /** Clients take an object only. */
  private static ObjectNode prose(ChatCompletion completion, List<StoredArtifact> artifacts) {
    ObjectNode response = Json.object().put("text", completion.text());
    List<StoredArtifact> produced = artifacts.stream().filter(StoredArtifact::produced).toList();
    if (!produced.isEmpty()) {
      ArrayNode list = response.putArray("artifacts");
      produced.forEach(artifact -> list.addObject().put("id", artifact.objectId()));
    }
    return response;
  }

  private static CreditUsage usage(List<PageChoice> media) {
    boolean pages = media.stream().anyMatch(medium -> medium.media() instanceof Document);
    return usage(media.stream().mapToInt(medium -> medium.pages().size()).sum(), pages, 0, 0);
  }

  private CreditUsage usage(
      ChatCompletion completion, List<StoredArtifact> artifacts, CallScope scope) {
    int elements = 0;
    boolean pages = false;
    for (StoredArtifact artifact : artifacts) {
      if (!artifact.produced()) {
        boolean picture = artifact.mediaType().startsWith("image/");
        pages |= !picture;
        // A picture is one, which is known without decoding it.
        elements +=
            !picture && parts.kept(artifact, scope) instanceof Document document
                ? document.pageCount()
                : 1;
      }
    }
    int steps = completion.rigel().map(extra -> extra.path("steps").size()).orElse(0);
    return usage(elements, pages, (long) Math.ceil(completion.usage().creditsUsed()), steps);
  }

  private static CreditUsage usage(int elements, boolean pages, long credits, int steps) {
    return new CreditUsage(
        Optional.of(elements),
        elements == 0 ? Optional.empty() : Optional.of(pages ? "page" : "image"),
        Optional.of(credits),
        Optional.of(steps),
        Optional.empty(),
        0);
  }
}
