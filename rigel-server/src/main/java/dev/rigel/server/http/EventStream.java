package dev.rigel.server.http;

import java.nio.charset.StandardCharsets;

/** Server-sent events, each on the wire when the call returns. */
public final class EventStream {
  public static final String CONTENT_TYPE = "text/event-stream; charset=utf-8";

  /** What OpenAI's clients wait for at the end. */
  public static final String DONE = "[DONE]";

  private final Exchange.OpenAnswer answer;

  public EventStream(Exchange.OpenAnswer answer) {
    this.answer = answer;
  }

  /**
   * @param line without line breaks, as compact JSON is
   */
  public void data(String line) {
    answer.write(event(line));
  }

  /** The last event. */
  public void end(String line) {
    answer.end(event(line));
  }

  /** Keeps the connection alive; readers skip it. */
  public void comment(String text) {
    answer.write((": " + text + "\n\n").getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] event(String line) {
    return ("data: " + line + "\n\n").getBytes(StandardCharsets.UTF_8);
  }
}
