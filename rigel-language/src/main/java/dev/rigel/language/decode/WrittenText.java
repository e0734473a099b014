package dev.rigel.language.decode;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A text written token by token, where a token may hold a part of a character. */
final class WrittenText {
  /** Stands for a character of which some bytes are still to come. */
  static final char UNFINISHED = '\uFFFD';

  private byte[] bytes;
  private int length;
  private int[] ends = new int[64];
  private int tokens;
  private final int start;

  /**
   * @param start text that stands before the first token
   */
  WrittenText(String start) {
    bytes = start.getBytes(StandardCharsets.UTF_8);
    length = bytes.length;
    this.start = length;
  }

  void add(byte[] piece) {
    if (length + piece.length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(256, (length + piece.length) * 2));
    }
    System.arraycopy(piece, 0, bytes, length, piece.length);
    length += piece.length;
    if (tokens == ends.length) {
      ends = Arrays.copyOf(ends, tokens * 2);
    }
    ends[tokens++] = length;
  }

  void truncate(int keptTokens) {
    if (keptTokens < tokens) {
      tokens = keptTokens;
      length = end(keptTokens);
    }
  }

  /** What is written, a character that is not whole yet left out. */
  String text() {
    return text(length);
  }

  /** What the first so many tokens wrote. */
  String textOf(int firstTokens) {
    return text(end(firstTokens));
  }

  private String text(int end) {
    int whole = end;
    // A character has at most four bytes, so an unfinished one begins at most three before the end.
    for (int i = end - 1; i >= Math.max(0, end - 3); i--) {
      int lead = bytes[i] & 0xFF;
      if ((lead & 0xC0) != 0x80) {
        int expected = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
        if (i + expected > end) {
          whole = i;
        }
        break;
      }
    }
    return new String(bytes, 0, whole, StandardCharsets.UTF_8);
  }

  /** Everything, with replacement characters where bytes make no character. */
  String finished() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  /**
   * The text as it would stand after the first so many tokens and the piece, with {@link
   * #UNFINISHED} for a character that is not whole; empty when the bytes cannot become characters.
   */
  Optional<String> with(int firstTokens, byte[] piece) {
    int before = end(firstTokens);
    byte[] all = Arrays.copyOf(bytes, before + piece.length);
    System.arraycopy(piece, 0, all, before, piece.length);
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(all);
    CharBuffer out = CharBuffer.allocate(all.length + 1);
    CoderResult result = decoder.decode(in, out, false);
    if (result.isError()) {
      return Optional.empty();
    }
    if (in.hasRemaining()) {
      out.put(UNFINISHED);
    }
    return Optional.of(out.flip().toString());
  }

  boolean endsWithinCharacter() {
    return text().length() != finished().length();
  }

  /** The token that wrote the character at this offset, or -1 when it stood before the first. */
  int tokenAt(int offset) {
    int characters = text(start).length();
    if (offset < characters) {
      return -1;
    }
    for (int i = 0; i < tokens; i++) {
      if (textOf(i + 1).length() > offset) {
        return i;
      }
    }
    return tokens;
  }

  private int end(int firstTokens) {
    return firstTokens == 0 ? start : ends[firstTokens - 1];
  }
}
