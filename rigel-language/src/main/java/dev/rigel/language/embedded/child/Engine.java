package dev.rigel.language.embedded.child;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Optional;

/**
 * The loaded model and what it has read so far: sequence 0 holds a fixed prefix, sequence 1 the
 * prompt and the answer being written. Used by the decoding thread alone, but for {@link #stop}.
 */
final class Engine {
  /** Where {@code n_gpu_layers} stands in {@code llama_model_params}. */
  private static final int GPU_LAYERS = 16;

  private static final int ALL_LAYERS = 999;
  private static final int PREFIX = 0;
  private static final int WORK = 1;

  /** How a prompt was opened: its length, and how many of its tokens were known already. */
  record Opened(int promptTokens, int cachedTokens) {}

  private final Vocabulary vocabulary;
  private final Decoder decoder;
  private final PrefixStates states;
  private final String version;

  /** What sequence 0 holds: the first {@code prefixDone} of these tokens. */
  private int[] prefix = new int[0];

  private int prefixDone;

  /** What sequence 1 holds, and of it the prompt and the fixed prefix. */
  private final TokenList work = new TokenList();

  private int workPrefix;
  private int workPrompt;

  /** Whether the two sequences hold the fixed prefix in the same cells. */
  private boolean workShares;

  /** After how many tokens of sequence 1 the logits stand, or -1. */
  private int logitsAt = -1;

  /** What may follow the prompt, kept because the same prompt is often tried again. */
  private float[] promptLogits = new float[0];

  private Engine(Vocabulary vocabulary, Decoder decoder, PrefixStates states, String version) {
    this.vocabulary = vocabulary;
    this.decoder = decoder;
    this.states = states;
    this.version = version;
  }

  static Engine load(EngineSettings settings, Arena arena) throws IOException {
    if (!Files.isRegularFile(settings.model())) {
      throw new EngineException(
          EngineException.Kind.UNUSABLE, "the language model's file is not there");
    }
    Llama llama = Llama.open(settings.libraries(), arena);
    MemorySegment params = llama.modelDefaults(arena);
    // As many layers as there are go to a graphics card, where the libraries know one.
    params.set(JAVA_INT, GPU_LAYERS, ALL_LAYERS);
    MemorySegment model = llama.loadModel(settings.model(), params, arena);
    if (model.equals(MemorySegment.NULL)) {
      throw new EngineException(
          EngineException.Kind.UNUSABLE, "llama.cpp cannot read the language model's file");
    }
    int trained = llama.trainedContext(model);
    EngineSettings fitting =
        new EngineSettings(
            settings.libraries(),
            settings.model(),
            Math.min(settings.contextLength(), trained > 0 ? trained : settings.contextLength()),
            settings.threads(),
            settings.stateFolder(),
            settings.keptStates());
    Vocabulary vocabulary = new Vocabulary(llama, model, arena);
    Decoder decoder = new Decoder(llama, model, vocabulary, fitting, arena);
    String setting =
        "model "
            + Fingerprint.of(settings.model())
            + "\nllama.cpp "
            + llama.version()
            + "\ncontext "
            + decoder.contextLength()
            + " chunk "
            + Decoder.CHUNK
            + " kv f16 unified, no flash attention";
    PrefixStates states = new PrefixStates(settings.stateFolder(), settings.keptStates(), setting);
    return new Engine(vocabulary, decoder, states, llama.version());
  }

  String version() {
    return version;
  }

  int contextLength() {
    return decoder.contextLength();
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  /**
   * Evaluates a fixed prefix, or a part of it, so that later requests find it.
   *
   * @param chunks at most so many chunks of {@link Decoder#CHUNK} tokens
   * @return whether it is whole now
   */
  boolean prepare(int[] tokens, int chunks, Runnable progress) {
    checkFits(tokens.length);
    if (!Arrays.equals(tokens, prefix)) {
      takePrefix(tokens);
    }
    for (int i = 0; i < chunks && prefixDone < prefix.length; i++) {
      int to = Math.min(prefix.length, prefixDone + Decoder.CHUNK);
      decodeAligned(PREFIX, prefix, prefixDone, to, false, () -> decoder.cut(PREFIX, prefixDone));
      prefixDone = to;
      progress.run();
      if (prefixDone == prefix.length) {
        try (Arena arena = Arena.ofConfined()) {
          states.write(prefix, decoder.state(PREFIX, arena));
        }
      }
    }
    return prefixDone == prefix.length;
  }

  private void takePrefix(int[] tokens) {
    clearPrefix();
    prefix = tokens.clone();
    makeRoomForPrefix();
    try (Arena arena = Arena.ofConfined()) {
      Optional<MemorySegment> state = states.read(prefix, arena);
      if (state.isEmpty()) {
        return;
      }
      if (decoder.restore(PREFIX, state.get())) {
        prefixDone = prefix.length;
      } else {
        states.forget(prefix);
        decoder.cut(PREFIX, 0);
      }
    }
  }

  /**
   * Reads a prompt. The part before {@code prefixLength} is evaluated on its own and kept; of the
   * rest, whole chunks that the last prompt shared are not evaluated again.
   */
  Opened open(int[] prompt, int prefixLength, Runnable progress) {
    checkFits(prompt.length + 1);
    if (prompt.length == prefixLength) {
      throw new IllegalArgumentException("a prompt needs a token after its prefix");
    }
    int[] wantedPrefix = Arrays.copyOf(prompt, prefixLength);
    boolean samePrefix = workPrefix == prefixLength && work.common(wantedPrefix) == prefixLength;
    if (samePrefix && isSamePrompt(prompt)) {
      decoder.cut(WORK, prompt.length);
      work.truncate(prompt.length);
      logitsAt = -1;
      return new Opened(prompt.length, prompt.length);
    }
    int known = samePrefix ? shared(prompt, prefixLength) : 0;
    logitsAt = -1;
    promptLogits = new float[0];
    int cached;
    if (known > prefixLength || (samePrefix && prefixLength > 0)) {
      known = Math.max(known, prefixLength);
      cached = known;
      decoder.cut(WORK, known);
      work.truncate(known);
    } else {
      clearWork();
      known = prefixLength;
      cached = openPrefix(wantedPrefix, progress);
      work.addAll(prompt, 0, prefixLength);
    }
    workPrefix = prefixLength;
    workPrompt = prompt.length;
    makeRoomForWork(prompt.length + 1);
    for (int from = known; from < prompt.length; from += Decoder.CHUNK) {
      int start = from;
      int to = Math.min(prompt.length, from + Decoder.CHUNK);
      decodeAligned(WORK, prompt, from, to, to == prompt.length, () -> decoder.cut(WORK, start));
      work.addAll(prompt, from, to);
      progress.run();
    }
    logitsAt = prompt.length;
    promptLogits = decoder.logits().clone();
    return new Opened(prompt.length, cached);
  }

  private boolean isSamePrompt(int[] prompt) {
    return promptLogits.length > 0
        && workPrompt == prompt.length
        && work.common(prompt) == prompt.length;
  }

  /** How many of the prefix's tokens needed no evaluation. */
  private int openPrefix(int[] wanted, Runnable progress) {
    if (wanted.length == 0) {
      return 0;
    }
    if (!Arrays.equals(wanted, prefix)) {
      takePrefix(wanted);
    }
    int cached = prefixDone;
    prepare(wanted, Integer.MAX_VALUE, progress);
    decoder.copy(PREFIX, WORK);
    workShares = true;
    return cached;
  }

  /**
   * How much of what was read last is the beginning of this prompt: all of it where the last prompt
   * is asked again with more of the answer decided, else whole chunks, because a text that is split
   * elsewhere gives slightly other logits. At least one token stays.
   */
  private int shared(int[] prompt, int prefixLength) {
    int same = work.common(prompt);
    if (same >= workPrompt && workPrompt > prefixLength) {
      return Math.min(same, prompt.length - 1);
    }
    int common = Math.min(same, Math.min(workPrompt, prompt.length - 1));
    int chunks = (common - prefixLength) / Decoder.CHUNK;
    return chunks <= 0 ? 0 : prefixLength + chunks * Decoder.CHUNK;
  }

  /**
   * Goes back to so many written tokens, reads more and gives what may follow.
   *
   * @param keep written tokens, counted after the prompt, that stay
   */
  Likeliest next(int keep, int[] append, int limit, float gap) {
    int length = workPrompt + keep;
    if (work.size() < length || keep < 0) {
      throw new IllegalArgumentException("only " + (work.size() - workPrompt) + " tokens to keep");
    }
    checkFits(length + append.length);
    makeRoomForWork(length + append.length);
    if (work.size() > length) {
      decoder.cut(WORK, length);
      work.truncate(length);
    }
    if (append.length == 0 && keep == 0) {
      logitsAt = -1;
      return Likeliest.of(promptLogits, limit, gap);
    }
    int from = length;
    int[] values = append;
    if (append.length == 0 && logitsAt != length) {
      // The logits of an earlier place are gone: its last token is read once more.
      from = length - 1;
      values = new int[] {work.get(from)};
      decoder.cut(WORK, from);
      work.truncate(from);
    }
    if (values.length > 0) {
      logitsAt = -1;
    }
    for (int start = 0; start < values.length; start += Decoder.CHUNK) {
      int position = from + start;
      int to = Math.min(values.length, start + Decoder.CHUNK);
      try {
        decoder.decode(WORK, values, start, to, position, to == values.length);
      } catch (EngineException e) {
        decoder.cut(WORK, position);
        throw e;
      }
      work.addAll(values, start, to);
    }
    logitsAt = length + append.length;
    return Likeliest.of(decoder.logits(), limit, gap);
  }

  private void decodeAligned(
      int sequence, int[] tokens, int from, int to, boolean last, Runnable undo) {
    try {
      decoder.decode(sequence, tokens, from, to, from, last);
    } catch (EngineException e) {
      undo.run();
      throw e;
    }
  }

  private void checkFits(int tokens) {
    if (tokens > decoder.contextLength()) {
      throw new EngineException(
          EngineException.Kind.TOO_LONG,
          "needs " + tokens + " tokens, and the context holds " + decoder.contextLength());
    }
  }

  /**
   * Both sequences share one context. A prefix that stands in the way of the work goes: it is on
   * disk.
   */
  private void makeRoomForWork(int tokens) {
    if (prefixDone + tokens - (workShares ? workPrefix : 0) > decoder.contextLength()) {
      clearPrefix();
    }
  }

  /** Work that stands in the way of a prefix is over. */
  private void makeRoomForPrefix() {
    if (prefix.length + work.size() - (workShares ? workPrefix : 0) > decoder.contextLength()) {
      clearWork();
    }
  }

  private void clearPrefix() {
    decoder.cut(PREFIX, 0);
    prefix = new int[0];
    prefixDone = 0;
    workShares = false;
  }

  private void clearWork() {
    decoder.cut(WORK, 0);
    work.truncate(0);
    workPrefix = 0;
    workPrompt = 0;
    promptLogits = new float[0];
    workShares = false;
    logitsAt = -1;
  }

  void stop() {
    decoder.stop();
  }

  void allow() {
    decoder.allow();
  }
}
