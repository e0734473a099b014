package dev.rigel.agent.program;

import dev.rigel.agent.Caller;
import dev.rigel.agent.Prices;
import dev.rigel.agent.port.StoredArtifact;
import dev.rigel.agent.port.StoredProgram;
import dev.rigel.agent.port.TurnRecord;
import dev.rigel.agent.port.TurnUsage;
import dev.rigel.agent.turn.InputKind;
import dev.rigel.agent.turn.SessionMedia;
import dev.rigel.base.CallScope;
import dev.rigel.base.ModelUse;
import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import dev.rigel.media.ImageFormat;
import dev.rigel.media.Media;
import dev.rigel.media.Workspace;
import dev.rigel.media.pixel.Resize;
import dev.rigel.program.RunListener;
import dev.rigel.program.Type;
import dev.rigel.protocol.Json;
import dev.rigel.protocol.ProgramInputs;
import dev.rigel.tools.VisualTypes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs kept programs on new inputs, for somebody who is not at this machine: each run is a turn of
 * a session of its own, where its media and its trace are found again.
 */
public final class ProgramRuns {
  /**
   * What the runs work with.
   *
   * @param media where media come from and where they are kept
   * @param workspaces opens an empty workspace for a run
   */
  public record Parts(
      Programs programs,
      SessionMedia.Sources sources,
      Supplier<Workspace> workspaces,
      Prices prices,
      Clock clock) {}

  /** Produced pictures that are shown beside the answer, and their longer side in pixels. */
  private static final int MOST_SHOWN = 8;

  private static final int SHOWN_SIDE = 1024;

  private final Parts parts;

  public ProgramRuns(Parts parts) {
    this.parts = parts;
  }

  /** What checks the programs that are run here. */
  public Programs programs() {
    return parts.programs();
  }

  /**
   * Runs a program and stores what it came to before it returns.
   *
   * @throws dev.rigel.protocol.ValidationException when the inputs are not those of the program
   * @throws RigelException when an input cannot be opened or the program fails
   */
  public ObjectNode run(
      StoredProgram program, ProgramInputs given, Caller caller, CallScope scope) {
    Map<String, Type> types = ProgramParameters.read(program.parameters());
    ProgramArguments arguments = ProgramArguments.of(types, given);
    String session = UUID.randomUUID().toString();
    try (Workspace workspace = parts.workspaces().get()) {
      SessionMedia media = new SessionMedia(workspace, parts.sources(), caller, session, List.of());
      Map<String, Object> values = new LinkedHashMap<>(arguments.plain());
      arguments
          .media()
          .forEach((name, place) -> values.put(name, open(name, place, types, media, scope)));
      ProgramResult result =
          parts.programs().run(program.text(), values, types, workspace, RunListener.SILENT, scope);
      return keep(program.text(), Optional.of(program.id()), result, session, media, caller);
    }
  }

  /**
   * What a program came to that is run once.
   *
   * @param answer as {@link #run} gives it
   * @param pictures the produced pictures as PNG, small enough to be looked at
   */
  public record Shown(ObjectNode answer, List<byte[]> pictures) {
    public Shown {
      pictures = List.copyOf(pictures);
    }
  }

  /**
   * Runs a program that is not kept; the types of its inputs are those of what is there.
   *
   * @throws RigelException when an input cannot be opened, or the program is wrong or fails
   */
  public Shown runOnce(ToolCall call, Caller caller, CallScope scope) {
    String session = UUID.randomUUID().toString();
    try (Workspace workspace = parts.workspaces().get()) {
      SessionMedia media = new SessionMedia(workspace, parts.sources(), caller, session, List.of());
      Map<String, Object> values = new LinkedHashMap<>(call.regions());
      Map<String, Type> types = new LinkedHashMap<>();
      call.regions().keySet().forEach(name -> types.put(name, VisualTypes.REGION));
      call.media()
          .forEach((name, place) -> {
            Media opened = open(name, place, media, scope);
            values.put(name, opened);
            types.put(name, InputKind.of(opened).type());
          });
      ProgramResult result =
          parts.programs().run(call.program(), values, types, workspace, RunListener.SILENT, scope);
      List<byte[]> pictures = new ArrayList<>();
      for (Media medium : result.answer().media()) {
        if (medium instanceof Image image && pictures.size() < MOST_SHOWN) {
          pictures.add(Resize.within(image, SHOWN_SIDE).encode(ImageFormat.PNG));
        }
      }
      return new Shown(
          keep(call.program(), Optional.empty(), result, session, media, caller), pictures);
    }
  }

  private static Media open(String name, String place, SessionMedia media, CallScope scope) {
    try {
      return media.find(media.bringIn(place, scope), scope).orElseThrow();
    } catch (RigelException e) {
      throw e.at("inputs." + name);
    }
  }

  private static Media open(
      String name,
      ProgramArguments.Place place,
      Map<String, Type> types,
      SessionMedia media,
      CallScope scope) {
    try {
      String reference =
          place.fileId().isPresent()
              ? media.bringInFile(place.fileId().get(), place.password(), scope)
              : media.bringIn(place.source(), place.filename(), place.password(), scope);
      Media opened = media.find(reference, scope).orElseThrow();
      ProgramArguments.requireKind(name, opened, types);
      return opened;
    } catch (RigelException e) {
      throw e.at("inputs." + name);
    }
  }

  private ObjectNode keep(
      String text,
      Optional<String> program,
      ProgramResult result,
      String session,
      SessionMedia media,
      Caller caller) {
    List<ObjectNode> artifacts = new ArrayList<>();
    for (Media medium : result.answer().media()) {
      String reference = media.reference(medium);
      artifacts.add(
          Json.object()
              .put("id", reference)
              .put("media_type", mediaType(media, reference))
              .put("url", media.url(medium)));
    }
    String run = "run-" + UUID.randomUUID();
    ObjectNode answer =
        Json.object().put("id", run).put("object", "program.run").put("session_id", session);
    program.ifPresent(id -> answer.put("program_id", id));
    answer.setAll(result.json(media::reference, artifacts));
    ModelUse use = result.budget().modelUse();
    double credits = parts.prices().credits(use, result.steps().size());
    answer.withObject("usage").put("credits_used", credits);
    ObjectNode trace = Json.object().put("planner", "kept").put("program", text);
    trace.set("steps", answer.get("steps"));
    trace.set("warnings", answer.get("warnings"));
    parts
        .sources()
        .sessions()
        .commit(
            new TurnRecord(
                caller.tenant(),
                session,
                run,
                Instant.now(parts.clock()),
                false,
                List.of(),
                media.fresh(),
                text,
                Json.text(trace),
                Json.text(answer),
                new TurnUsage(use.promptTokens(), use.completionTokens(), credits),
                Optional.empty()));
    return answer;
  }

  /** A program can also give back what it was given, which is fresh all the same. */
  private static String mediaType(SessionMedia media, String reference) {
    return media.fresh().stream()
        .filter(artifact -> artifact.objectId().equals(reference))
        .map(StoredArtifact::mediaType)
        .findFirst()
        .orElseThrow();
  }
}
