package dev.rigel.agent.turn;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Recognises messages that are about nothing in the session's media: greetings, thanks, questions
 * about Rigel. Without it every "thank you" after a picture would be planned as work on the
 * picture.
 */
final class SmallTalk {
  private static final Pattern NOT_LETTERS = Pattern.compile("[^\\p{L}' ]+");

  private static final Set<String> SAID =
      Set.of(
          "hi",
          "hello",
          "hey",
          "good morning",
          "good evening",
          "good day",
          "bye",
          "goodbye",
          "see you",
          "thanks",
          "thank you",
          "thank you very much",
          "thanks a lot",
          "many thanks",
          "great",
          "great thanks",
          "ok",
          "okay",
          "ok thanks",
          "perfect",
          "perfect thanks",
          "nice",
          "cool",
          "well done",
          "good",
          "good job",
          "yes",
          "no",
          "who are you",
          "what are you",
          "what is your name",
          "what's your name",
          "what can you do",
          "what can you do for me",
          "help",
          "how are you",
          "who made you",
          "what is rigel",
          "are you a robot");

  private SmallTalk() {}

  static boolean is(String text) {
    String plain =
        NOT_LETTERS
            .matcher(text.toLowerCase(Locale.ROOT).replace('’', '\''))
            .replaceAll(" ")
            .replaceAll(" +", " ")
            .strip();
    return SAID.contains(plain);
  }
}
