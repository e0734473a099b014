package dev.rigel.agent.turn;

import dev.rigel.agent.answer.AnswerSchema;
import dev.rigel.agent.port.StoredMessage;
import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Media;
import dev.rigel.protocol.ChatCompletionRequest;
import dev.rigel.protocol.ChatMessage;
import dev.rigel.protocol.ContentPart;
import dev.rigel.protocol.ModelName;
import dev.rigel.protocol.Role;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
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

  /**
   * Words by which a follow-up speaks of what the last answer made rather than of what was sent.
   */
  private static final Pattern CONTINUES =
      Pattern.compile(
          "\\b(it|result|now|then|also|too|again|that (?:one|image|picture|photo)|instead)\\b");

  private static final Pattern ORIGINAL = Pattern.compile("\\b(original|sent|uploaded|first)\\b");

  /**
   * A turn and what is to be stored of the request.
   *
   * @param messages the sent messages, media replaced by references
   */
  public record Read(Turn turn, List<StoredMessage> messages) {
    public Read {
      messages = List.copyOf(messages);
    }
  }

  public Read read(
      ChatCompletionRequest request,
      Conversation conversation,
      Optional<AnswerSchema> schema,
      SessionMedia media,
      CallScope scope) {
    String text = conversation.question().text();
    List<StoredMessage> messages = new ArrayList<>();
    List<StoredMessage> before = new ArrayList<>(conversation.earlier());
    List<String> brought = List.of();
    for (int i = 0; i < conversation.sent().size(); i++) {
      ChatMessage message = conversation.sent().get(i);
      List<String> references = bringIn(message, i, media, scope);
      StoredMessage stored = StoredMessages.of(message, references);
      messages.add(stored);
      if (i < conversation.current()) {
        before.add(stored);
      } else if (i == conversation.current()) {
        brought = references;
      }
    }
    List<String> references = inReach(text, brought, before, conversation.current(), media);
    List<TurnInput> inputs = inputs(references, media, scope);
    if (text.isBlank()) {
      text = withoutWords(brought.isEmpty() ? List.of() : inputs, conversation.current());
    }
    Turn turn =
        new Turn(
            inVariables(text, inputs),
            instructions(conversation),
            before.stream().map(StoredMessages::forModel).toList(),
            inputs,
            schema.map(AnswerSchema::json),
            request.toolsets().orElse(List.of()),
            variant(request.model()));
    return new Read(turn, messages);
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

  /** Media without a word: the plainest thing that can be meant. */
  private static String withoutWords(List<TurnInput> inputs, int index) {
    if (inputs.isEmpty()) {
      throw RigelException.invalid(
          "The message is empty: write what to do.", "messages[" + index + "]");
    }
    return inputs.getFirst().kind() == InputKind.DOCUMENT
        ? "What is this document about?"
        : "Describe the image";
  }

  private static Variant variant(ModelName model) {
    return switch (model.variant()) {
      case FAST -> Variant.FAST;
      case AUTO -> Variant.AUTO;
      case PRO -> Variant.PRO;
    };
  }

  private static String instructions(Conversation conversation) {
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
    return all.toString().strip();
  }

  private static List<String> bringIn(
      ChatMessage message, int index, SessionMedia media, CallScope scope) {
    List<String> references = new ArrayList<>();
    for (int i = 0; i < message.content().size(); i++) {
      String place = "messages[" + index + "].content[" + i + "]";
      try {
        source(message.content().get(i))
            .ifPresent(source -> references.add(media.bringIn(source, scope)));
      } catch (RigelException e) {
        throw e.at(place);
      }
    }
    if (message.role() == Role.ASSISTANT) {
      named(message.text()).filter(media::knows).forEach(references::add);
    }
    return references;
  }

  /** Where the part's medium lies; empty for text. */
  private static Optional<String> source(ContentPart part) {
    return switch (part) {
      case ContentPart.Text _ -> Optional.empty();
      case ContentPart.ImageUrl image -> Optional.of(image.url());
      case ContentPart.FileUrl file -> Optional.of(file.url());
      case ContentPart.InputFile file ->
          Optional.of(file.fileUrl().orElseThrow(TurnReader::noUploads));
      case ContentPart.OpenAiFile file ->
          Optional.of(dataUri(file.fileData().orElseThrow(TurnReader::noUploads)));
      case ContentPart.VideoUrl _ -> throw notYet("Video");
      case ContentPart.AudioUrl _, ContentPart.InputAudio _ -> throw notYet("Audio");
    };
  }

  private static String dataUri(String data) {
    return data.regionMatches(true, 0, "data:", 0, 5) ? data : "data:;base64," + data;
  }

  private static RigelException noUploads() {
    return new RigelException(
        ErrorCode.NOT_IMPLEMENTED,
        "Uploaded files are not available in this version; send the file as a data URI or by URL.");
  }

  private static RigelException notYet(String kind) {
    return new RigelException(
        ErrorCode.NOT_IMPLEMENTED,
        kind + " is not available in this version; send pictures or PDF documents.");
  }

  private static Stream<String> named(String text) {
    return REFERENCE.matcher(text).results().map(MatchResult::group).distinct();
  }

  private static List<String> inReach(
      String text,
      List<String> brought,
      List<StoredMessage> before,
      int index,
      SessionMedia media) {
    List<String> references = new ArrayList<>(brought);
    named(text)
        .forEach(reference -> {
          if (!media.knows(reference)) {
            throw RigelException.invalid(
                "There is no " + reference + " in this session.", "messages[" + index + "]");
          }
          if (!references.contains(reference)) {
            references.add(reference);
          }
        });
    if (references.isEmpty() && !SmallTalk.is(text)) {
      return newest(text, before);
    }
    return List.copyOf(references);
  }

  private static List<String> newest(String text, List<StoredMessage> before) {
    String lower = text.toLowerCase(Locale.ROOT);
    boolean continues = CONTINUES.matcher(lower).find() && !ORIGINAL.matcher(lower).find();
    for (StoredMessage message : before.reversed()) {
      boolean wanted = continues || message.role().equals("user");
      List<String> references = StoredMessages.references(message);
      if (wanted && !references.isEmpty()) {
        return references;
      }
    }
    return List.of();
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
