package dev.rigel.agent.turn;

import dev.rigel.agent.answer.AnswerSchema;
import dev.rigel.agent.answer.PromptedSchema;
import dev.rigel.agent.port.StoredMessage;
import dev.rigel.agent.skill.ActiveSkill;
import dev.rigel.base.CallScope;
import dev.rigel.base.RigelException;
import dev.rigel.media.Media;
import dev.rigel.media.MediaFormat;
import dev.rigel.protocol.ChatCompletionRequest;
import dev.rigel.protocol.ChatMessage;
import dev.rigel.protocol.ContentPart;
import dev.rigel.protocol.ModelName;
import dev.rigel.protocol.Role;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a request and its session into a {@link Turn}. The media of a turn are those of its own
 * message and those that it names by reference; when it brings and names none, the newest ones of
 * the conversation.
 */
public final class TurnReader {
  private static final Pattern REFERENCE = Pattern.compile("\\b(?:img|doc)_[0-9a-f]{6}\\b");

  /** Longer instructions of a skill are cut where they take the place of a request. */
  private static final int LONGEST_REQUEST = 2_000;

  /**
   * A turn and what is to be stored of the request.
   *
   * @param messages the sent messages, media replaced by references
   * @param calls the client's functions that were called for this turn's request so far
   * @param bringsMedia the request itself sends or names its media; otherwise they are those the
   *     conversation has
   * @param aboutTalk the request asks what was said before
   */
  public record Read(
      Turn turn,
      List<StoredMessage> messages,
      List<FunctionCall> calls,
      boolean bringsMedia,
      boolean aboutTalk) {
    public Read {
      messages = List.copyOf(messages);
      calls = List.copyOf(calls);
    }
  }

  /**
   * @param skills what steers the turn besides its messages
   */
  public Read read(
      ChatCompletionRequest request,
      Conversation conversation,
      Optional<AnswerSchema> schema,
      List<ActiveSkill> skills,
      SessionMedia media,
      CallScope scope) {
    List<StoredMessage> messages = new ArrayList<>();
    for (int i = 0; i < conversation.sent().size(); i++) {
      ChatMessage message = conversation.sent().get(i);
      messages.add(StoredMessages.of(message, bringIn(message, i, media, scope)));
    }
    List<StoredMessage> all = new ArrayList<>(conversation.earlier());
    all.addAll(messages);
    int question = lastQuestion(all);
    List<StoredMessage> before = all.subList(0, question);
    String text = StoredMessages.text(all.get(question));
    if (schema.isPresent()) {
      text = PromptedSchema.withoutFence(text);
    }
    String place = "messages[" + Math.max(0, conversation.current()) + "]";
    List<StoredMessage> after = all.subList(question + 1, all.size());
    List<String> own = own(text, brought(all.get(question), after), place, media);
    List<String> meant = own;
    boolean aboutTalk = own.isEmpty() && !before.isEmpty() && AboutTheTalk.is(text);
    if (own.isEmpty() && !SmallTalk.is(text) && !aboutTalk) {
      EarlierMedia earlier = new EarlierMedia(before);
      Optional<EarlierMedia.Counted> counted = earlier.counted(text);
      text = counted.map(EarlierMedia.Counted::text).orElse(text);
      String said = text;
      meant = counted.map(EarlierMedia.Counted::references).orElseGet(() -> earlier.newest(said));
    }
    List<TurnInput> inputs = inputs(meant, media, scope);
    if (text.isBlank()) {
      text = withoutWords(skills, own.isEmpty() ? List.of() : inputs, place);
    }
    Turn turn =
        new Turn(
            inVariables(text, inputs),
            instructions(conversation, skills),
            before.stream().map(StoredMessages::forModel).toList(),
            inputs,
            schema.map(AnswerSchema::json),
            toolsets(request, skills),
            variant(request.model()));
    return new Read(turn, messages, StoredMessages.calls(after), !own.isEmpty(), aboutTalk);
  }

  /** The media of the question, and those that the client's functions gave for it. */
  private static List<String> brought(StoredMessage question, List<StoredMessage> after) {
    List<String> references = new ArrayList<>(StoredMessages.references(question));
    after.stream()
        .filter(message -> message.role().equals(Role.TOOL.wireName()))
        .flatMap(message -> StoredMessages.references(message).stream())
        .filter(reference -> !references.contains(reference))
        .distinct()
        .toList()
        .forEach(references::add);
    return references;
  }

  private static int lastQuestion(List<StoredMessage> messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i).role().equals(Role.USER.wireName())) {
        return i;
      }
    }
    throw new IllegalStateException("a conversation has a question");
  }

  /**
   * A program calls {@code img_1a2b3c} by its variable, and so does the request it is planned for.
   */
  private static String inVariables(String text, List<TurnInput> inputs) {
    String said = text;
    for (TurnInput input : inputs) {
      said = said.replace(input.reference(), input.variable());
    }
    return said;
  }

  /** No word: what a skill says, or the plainest thing that can be meant with the media. */
  private static String withoutWords(
      List<ActiveSkill> skills, List<TurnInput> inputs, String place) {
    if (!skills.isEmpty()) {
      String wanted = skills.getFirst().instructions().strip();
      String request = wanted.isEmpty() ? skills.getFirst().name() : wanted;
      return request.substring(0, Math.min(LONGEST_REQUEST, request.length()));
    }
    if (inputs.isEmpty()) {
      throw RigelException.invalid("The message is empty: write what to do.", place);
    }
    return inputs.getFirst().kind() == InputKind.DOCUMENT
        ? "What is this document about?"
        : "Describe the image";
  }

  /** The request's own toolsets, else those of its skills; empty for all. */
  private static List<String> toolsets(ChatCompletionRequest request, List<ActiveSkill> skills) {
    return request
        .toolsets()
        .filter(names -> !names.isEmpty())
        .orElseGet(
            () -> skills.stream().flatMap(skill -> skill.toolsets().stream()).distinct().toList());
  }

  private static Variant variant(ModelName model) {
    return switch (model.variant()) {
      case FAST -> Variant.FAST;
      case AUTO -> Variant.AUTO;
      case PRO -> Variant.PRO;
    };
  }

  private static String instructions(Conversation conversation, List<ActiveSkill> skills) {
    StringBuilder all = new StringBuilder();
    for (StoredMessage message : conversation.earlier()) {
      if (message.role().equals("system")) {
        all.append(StoredMessages.text(message)).append('\n');
      }
    }
    for (ChatMessage message : conversation.sent()) {
      if (message.role() == Role.SYSTEM) {
        all.append(message.text()).append('\n');
      }
    }
    for (ActiveSkill skill : skills) {
      all.append(skill.instructions()).append('\n');
      skill
          .graph()
          .ifPresent(
              graph -> all.append("The work has these states:\n").append(graph).append('\n'));
    }
    return all.toString().strip();
  }

  private static List<String> bringIn(
      ChatMessage message, int index, SessionMedia media, CallScope scope) {
    List<String> references = new ArrayList<>();
    for (int i = 0; i < message.content().size(); i++) {
      String place = "messages[" + index + "].content[" + i + "]";
      try {
        bringIn(message.content().get(i), media, scope).ifPresent(references::add);
      } catch (RigelException e) {
        throw e.at(place);
      }
    }
    if (message.role() == Role.ASSISTANT) {
      named(message.text()).filter(media::knows).forEach(references::add);
    }
    return references;
  }

  /** The reference of the part's medium; empty for text. */
  private static Optional<String> bringIn(ContentPart part, SessionMedia media, CallScope scope) {
    return switch (part) {
      case ContentPart.Text _ -> Optional.empty();
      case ContentPart.ImageUrl image -> Optional.of(media.bringIn(image.url(), scope));
      case ContentPart.FileUrl file ->
          Optional.of(media.bringIn(file.url(), Optional.empty(), file.password(), scope));
      case ContentPart.InputFile file ->
          Optional.of(
              file.fileId().isPresent()
                  ? media.bringInFile(file.fileId().get(), file.password(), scope)
                  : media.bringIn(
                      file.fileUrl().orElseThrow(), Optional.empty(), file.password(), scope));
      case ContentPart.OpenAiFile file ->
          Optional.of(
              file.fileId().isPresent()
                  ? media.bringInFile(file.fileId().get(), file.password(), scope)
                  : media.bringIn(
                      dataUri(file.fileData().orElseThrow()),
                      file.filename(),
                      file.password(),
                      scope));
      case ContentPart.VideoUrl _ -> throw SessionMedia.notYet(MediaFormat.Kind.VIDEO);
      case ContentPart.AudioUrl _, ContentPart.InputAudio _ ->
          throw SessionMedia.notYet(MediaFormat.Kind.AUDIO);
    };
  }

  private static String dataUri(String data) {
    return data.regionMatches(true, 0, "data:", 0, 5) ? data : "data:;base64," + data;
  }

  private static Stream<String> named(String text) {
    return REFERENCE.matcher(text).results().map(MatchResult::group).distinct();
  }

  /** The media that the request sends or names. */
  private static List<String> own(
      String text, List<String> brought, String place, SessionMedia media) {
    List<String> references = new ArrayList<>(brought);
    named(text)
        .forEach(reference -> {
          if (!media.knows(reference)) {
            throw RigelException.invalid("There is no " + reference + " in this session.", place);
          }
          if (!references.contains(reference)) {
            references.add(reference);
          }
        });
    return List.copyOf(references);
  }

  private static List<TurnInput> inputs(
      List<String> references, SessionMedia media, CallScope scope) {
    List<TurnInput> inputs = new ArrayList<>();
    Map<InputKind, Integer> numbers = new EnumMap<>(InputKind.class);
    for (String reference : references) {
      Optional<Media> medium = media.find(reference, scope);
      if (medium.isEmpty()) {
        continue;
      }
      InputKind kind = InputKind.of(medium.get());
      int number = numbers.merge(kind, 1, Integer::sum);
      inputs.add(new TurnInput(kind.variable(number), reference, medium.get()));
    }
    return inputs;
  }
}
