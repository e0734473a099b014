package dev.rigel.language.openai;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Server-sent events out of bytes that arrive in any pieces: lines are decoded only when they are
 * whole, so a piece may end within a character.
 */
final class EventLines {
  private static final int LONGEST_LINE = 8 * 1024 * 1024;

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final StringBuilder data = new StringBuilder();
  private boolean afterReturn;

  /** The data of an event grew beyond every bound. */
  static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** The data of the events that these bytes complete. */
  List<String> read(byte[] bytes, int length) {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      byte b = bytes[i];
      if (b == '\n' && afterReturn) {
        afterReturn = false;
        continue;
      }
      afterReturn = b == '\r';
      if (b == '\n' || b == '\r') {
        endLine(events);
      } else {
        line.write(b);
        if (line.size() + data.length() > LONGEST_LINE) {
          throw new TooLong();
        }
      }
    }
    return events;
  }

  /** What an endpoint that forgets the last empty line leaves behind. */
  List<String> end() {
    List<String> events = new ArrayList<>();
    if (line.size() > 0) {
      endLine(events);
    }
    endEvent(events);
    return events;
  }

  private void endLine(List<String> events) {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (text.isEmpty()) {
      endEvent(events);
    } else if (text.startsWith("data:")) {
      if (data.length() > 0) {
        data.append('\n');
      }
      data.append(text, text.startsWith("data: ") ? 6 : 5, text.length());
    }
    // Comments, names, ids and retry times are of no use here.
  }

  private void endEvent(List<String> events) {
    if (data.length() > 0) {
      events.add(data.toString());
      data.setLength(0);
    }
  }
}
