package dev.rigel.agent.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.agent.AgentBench;
import dev.rigel.agent.port.Session;
import dev.rigel.agent.port.StoredMessage;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.ChatMessage;
import java.awt.Color;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConversationTest {
  private static final ChatMessage RULES = ChatMessage.system("Be brief.");
  private static final ChatMessage FIRST = ChatMessage.user("first");
  private static final ChatMessage SECOND = ChatMessage.user("second");
  private static final ChatMessage ANSWER = ChatMessage.assistant("answer");

  private static Optional<Session> stored(ChatMessage... messages) {
    List<StoredMessage> all =
        List.of(messages).stream().map(m -> StoredMessages.of(m, List.of())).toList();
    return Optional.of(
        new Session("someone", AgentBench.SESSION, Instant.EPOCH, Instant.EPOCH, all));
  }

  @Test
  void aNewMessageIsAppended() {
    Conversation conversation = Conversation.of(stored(FIRST, ANSWER), List.of(SECOND));
    assertThat(conversation.replaces()).isFalse();
    assertThat(conversation.earlier()).hasSize(2);
    assertThat(conversation.sent().get(conversation.current())).isEqualTo(SECOND);
  }

  @Test
  void aListWithAnAnswerReplaces() {
    Conversation conversation =
        Conversation.of(stored(FIRST, ANSWER), List.of(FIRST, ChatMessage.assistant("x"), SECOND));
    assertThat(conversation.replaces()).isTrue();
    assertThat(conversation.earlier()).isEmpty();
    assertThat(conversation.sent().get(conversation.current())).isEqualTo(SECOND);
  }

  @Test
  void aListThatStartsWithTheStoredFirstMessageReplaces() {
    assertThat(Conversation.of(stored(RULES, FIRST, ANSWER), List.of(RULES, SECOND)).replaces())
        .isTrue();
    assertThat(Conversation.of(stored(FIRST, ANSWER), List.of(FIRST)).replaces()).isFalse();
    assertThat(Conversation.of(stored(FIRST, ANSWER), List.of(RULES, SECOND)).replaces()).isFalse();
  }

  @Test
  void withoutASessionThereIsNothingToReplace() {
    assertThat(Conversation.of(Optional.empty(), List.of(FIRST, ANSWER, SECOND)).replaces())
        .isFalse();
  }

  @Test
  void theLastMessageOfTheUserIsTheQuestion() {
    Conversation conversation =
        Conversation.of(Optional.empty(), List.of(FIRST, SECOND, ANSWER, RULES));
    assertThat(conversation.current()).isEqualTo(1);
  }

  @Test
  void messagesOfOthersAloneAreRefused() {
    assertThatThrownBy(() -> Conversation.of(Optional.empty(), List.of(RULES)))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("user");
    assertThatThrownBy(() -> Conversation.of(Optional.empty(), List.of(ANSWER)))
        .isInstanceOf(RigelException.class);
  }

  @Test
  void messagesAreKnownByRoleAndWholeContent() {
    assertThat(Conversation.digest(FIRST))
        .isEqualTo(Conversation.digest(ChatMessage.user("first")));
    assertThat(Conversation.digest(FIRST))
        .isNotEqualTo(Conversation.digest(ChatMessage.assistant("first")))
        .isNotEqualTo(Conversation.digest(SECOND));
    assertThat(Conversation.digest(AgentBench.message("x", AgentBench.png(Color.RED))))
        .isNotEqualTo(Conversation.digest(AgentBench.message("x", AgentBench.png(Color.BLUE))));
  }

  @Test
  void anAnswerIsKnownAgainWhenItIsSentBack() {
    assertThat(StoredMessages.answer("answer", List.of("img_123456")).digest())
        .isEqualTo(Conversation.digest(ANSWER));
  }
}
