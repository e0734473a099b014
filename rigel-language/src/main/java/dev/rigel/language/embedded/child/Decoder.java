package dev.rigel.language.embedded.child;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A llama.cpp context: evaluates tokens at positions of sequences. Every size is checked here, as
 * the library ends the process on some that are wrong. Used by the decoding thread alone, but for
 * {@link #stop}.
 */
final class Decoder {
  /**
   * Tokens evaluated at once. Prompts are always cut at multiples of it, counted from the end of
   * the fixed prefix: the results differ in their last digits with the cutting, so a state may be
   * reused only where it was cut alike.
   */
  static final int CHUNK = 256;

  private static final int SEQUENCES = 2;

  /** Where {@code flash_attn_type} stands in {@code llama_context_params}. */
  private static final int FLASH_ATTENTION = 52;

  private final Llama llama;
  private final MemorySegment context;
  private final MemorySegment memory;
  private final int vocabularySize;
  private final int contextLength;
  private final MemorySegment batch;
  private final MemorySegment tokens;
  private final MemorySegment positions;
  private final MemorySegment sequenceIds;
  private final MemorySegment wantsLogits;
  private final MemorySegment stopFlag;
  private final float[] logits;
  private final int threads;
  private final GenerationThreads generationThreads;

  Decoder(
      Llama llama,
      MemorySegment model,
      Vocabulary vocabulary,
      EngineSettings settings,
      Arena arena) {
    this.llama = llama;
    this.threads = settings.threads();
    this.generationThreads = GenerationThreads.upTo(threads);
    this.stopFlag = arena.allocate(8);
    MemorySegment params = llama.contextDefaults(arena);
    params.set(JAVA_INT, 0, settings.contextLength());
    params.set(JAVA_INT, 4, CHUNK);
    params.set(JAVA_INT, 8, CHUNK);
    params.set(JAVA_INT, 12, SEQUENCES);
    params.set(JAVA_INT, 28, settings.threads());
    params.set(JAVA_INT, 32, settings.threads());
    // Flash attention splits a long context by the number of threads, which changes the last digits
    // of the results and now and then a word; the same question must get the same answer.
    params.set(JAVA_INT, FLASH_ATTENTION, 0);
    params.set(ADDRESS, 112, llama.stopFunction());
    params.set(ADDRESS, 120, stopFlag);
    params.set(JAVA_BOOLEAN, 130, true); // no timing
    // One buffer for all sequences: otherwise each would get its share of the context only.
    params.set(JAVA_BOOLEAN, 133, true);
    this.context = llama.initContext(model, params);
    if (context.equals(MemorySegment.NULL)) {
      throw new EngineException(
          EngineException.Kind.UNUSABLE,
          "the language model's context of "
              + settings.contextLength()
              + " tokens cannot be made: too little memory?");
    }
    this.memory = llama.memory(context);
    this.contextLength = llama.contextLength(context);
    this.vocabularySize = vocabulary.size();
    this.logits = new float[vocabularySize];
    this.tokens = arena.allocate(JAVA_INT, CHUNK);
    this.positions = arena.allocate(JAVA_INT, CHUNK);
    MemorySegment sequenceCounts = arena.allocate(JAVA_INT, CHUNK);
    MemorySegment sequencePointers = arena.allocate(ADDRESS, CHUNK);
    this.sequenceIds = arena.allocate(JAVA_INT, CHUNK);
    this.wantsLogits = arena.allocate(CHUNK);
    for (int i = 0; i < CHUNK; i++) {
      sequenceCounts.setAtIndex(JAVA_INT, i, 1);
      sequencePointers.setAtIndex(ADDRESS, i, sequenceIds.asSlice(4L * i, 4));
    }
    this.batch = arena.allocate(56, 8);
    batch.set(ADDRESS, 8, tokens);
    batch.set(ADDRESS, 16, MemorySegment.NULL);
    batch.set(ADDRESS, 24, positions);
    batch.set(ADDRESS, 32, sequenceCounts);
    batch.set(ADDRESS, 40, sequencePointers);
    batch.set(ADDRESS, 48, wantsLogits);
  }

  int contextLength() {
    return contextLength;
  }

  /**
   * Evaluates at most {@link #CHUNK} tokens at the positions from {@code position} on.
   *
   * @param last whether the logits after the last of them are wanted
   */
  void decode(int sequence, int[] values, int from, int to, int position, boolean last) {
    int count = to - from;
    if (sequence < 0
        || sequence >= SEQUENCES
        || count < 1
        || count > CHUNK
        || position < 0
        || position + count > contextLength) {
      throw new IllegalArgumentException(
          "batch of " + count + " at " + position + " in sequence " + sequence);
    }
    for (int i = 0; i < count; i++) {
      int token = values[from + i];
      if (token < 0 || token >= vocabularySize) {
        throw new IllegalArgumentException("token " + token);
      }
      tokens.setAtIndex(JAVA_INT, i, token);
      positions.setAtIndex(JAVA_INT, i, position + i);
      sequenceIds.setAtIndex(JAVA_INT, i, sequence);
      wantsLogits.set(JAVA_BYTE, i, (byte) (last && i == count - 1 ? 1 : 0));
    }
    batch.set(JAVA_INT, 0, count);
    int result = count == 1 ? decodeOne() : llama.decode(context, batch);
    switch (result) {
      case 0 -> {
        if (last) {
          readLogits(count - 1);
        }
      }
      case 1 ->
          throw new EngineException(
              EngineException.Kind.TOO_LONG, "the language model's context is full");
      case 2 -> throw new EngineException(EngineException.Kind.CANCELLED, "cancelled");
      default ->
          throw new EngineException(
              EngineException.Kind.FAILED, "llama.cpp could not evaluate a batch: " + result);
    }
  }

  private int decodeOne() {
    int used = generationThreads.next();
    llama.setThreads(context, used, threads);
    long start = System.nanoTime();
    int result = llama.decode(context, batch);
    generationThreads.took(used, (System.nanoTime() - start) / 1e9);
    return result;
  }

  private void readLogits(int index) {
    MemorySegment row = llama.logits(context, index);
    if (row.equals(MemorySegment.NULL)) {
      throw new EngineException(EngineException.Kind.FAILED, "llama.cpp gave no logits");
    }
    MemorySegment.copy(
        row.reinterpret(4L * vocabularySize), JAVA_FLOAT, 0, logits, 0, vocabularySize);
  }

  /** One a token of the vocabulary, after the last token whose logits were wanted. */
  float[] logits() {
    return logits;
  }

  /** Forgets what a sequence holds from this position on. */
  void cut(int sequence, int position) {
    if (!llama.removeFrom(memory, sequence, position, -1)) {
      throw new EngineException(
          EngineException.Kind.FAILED, "llama.cpp cannot cut a sequence of this model");
    }
  }

  void copy(int from, int to) {
    llama.copySequence(memory, from, to);
  }

  MemorySegment state(int sequence, Arena arena) {
    long size = llama.stateSize(context, sequence);
    MemorySegment buffer = arena.allocate(size, 64);
    long written = llama.stateGet(context, buffer, sequence);
    return buffer.asSlice(0, written);
  }

  /** False when the state is refused; the sequence is then to be cleared. */
  boolean restore(int sequence, MemorySegment state) {
    return llama.stateSet(context, state, sequence) == state.byteSize();
  }

  /** Ends the evaluation that is under way, within tens of milliseconds. From any thread. */
  void stop() {
    stopFlag.set(JAVA_BYTE, 0, (byte) 1);
  }

  void allow() {
    stopFlag.set(JAVA_BYTE, 0, (byte) 0);
  }
}
