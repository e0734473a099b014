package dev.rigel.language.embedded.child;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** Text to tokens and tokens to bytes. Used by the decoding thread alone. */
final class Vocabulary {
  private final Llama llama;
  private final MemorySegment handle;
  private final int size;
  private final MemorySegment pieceBuffer;

  Vocabulary(Llama llama, MemorySegment model, Arena arena) {
    this.llama = llama;
    this.handle = llama.vocabulary(model);
    this.size = llama.vocabularySize(handle);
    this.pieceBuffer = arena.allocate(1024);
  }

  int size() {
    return size;
  }

  /**
   * @param trusted whether control markers in the text become control tokens; false for every text
   *     that comes from outside
   */
  int[] tokens(String text, boolean trusted) {
    if (text.isEmpty()) {
      return new int[0];
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment source = scratch.allocate(bytes.length);
      MemorySegment.copy(bytes, 0, source, JAVA_BYTE, 0, bytes.length);
      // A token covers at least one byte, but for a space that some tokenizers add in front.
      int capacity = bytes.length + 8;
      MemorySegment target = scratch.allocate(JAVA_INT, capacity);
      int count = llama.tokenize(handle, source, bytes.length, target, capacity, trusted);
      if (count < 0) {
        throw new EngineException(
            EngineException.Kind.FAILED, "the text cannot be cut into tokens");
      }
      return target.asSlice(0, 4L * count).toArray(JAVA_INT);
    }
  }

  /** The bytes a token stands for; not always whole characters. */
  byte[] piece(int token) {
    int length = llama.tokenToPiece(handle, token, pieceBuffer, (int) pieceBuffer.byteSize());
    if (length >= 0) {
      return pieceBuffer.asSlice(0, length).toArray(JAVA_BYTE);
    }
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment larger = scratch.allocate(-length);
      int again = llama.tokenToPiece(handle, token, larger, -length);
      return larger.asSlice(0, Math.max(0, again)).toArray(JAVA_BYTE);
    }
  }

  boolean ends(int token) {
    return llama.endsGeneration(handle, token);
  }

  boolean isControl(int token) {
    return llama.isControl(handle, token);
  }
}
