package dev.rigel.language.embedded.child;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The functions of llama.cpp v0.5.0 that Rigel calls, through the foreign function API.
 *
 * <p>The layouts below are those of exactly that release. {@link #open} compares the library's own
 * default parameters with what they must be and refuses any library that disagrees, before a wrong
 * offset can write where it must not.
 */
final class Llama {
  /** {@code llama_model_params}, {@code llama_context_params} and {@code llama_batch}, by value. */
  private static final MemoryLayout MODEL_PARAMS = words(10);

  private static final MemoryLayout CONTEXT_PARAMS = words(20);
  private static final MemoryLayout BATCH = words(7);

  /** Releases whose layouts are these; a pre-release says so after a hyphen. */
  private static final String RELEASE = "0.5.0";

  private final Linker linker = Linker.nativeLinker();
  private final SymbolLookup symbols;
  private final Arena arena;
  private final String version;

  private final MethodHandle modelDefaultParams;
  private final MethodHandle contextDefaultParams;
  private final MethodHandle modelLoad;
  private final MethodHandle contextInit;
  private final MethodHandle setThreads;
  private final MethodHandle decode;
  private final MethodHandle logits;
  private final MethodHandle tokenize;
  private final MethodHandle tokenToPiece;
  private final MethodHandle isEog;
  private final MethodHandle isControl;
  private final MethodHandle sequenceRemove;
  private final MethodHandle sequenceCopy;
  private final MethodHandle stateSize;
  private final MethodHandle stateGet;
  private final MethodHandle stateSet;

  private Llama(SymbolLookup symbols, Arena arena) {
    this.symbols = symbols;
    this.arena = arena;
    this.version = callString("llama_version");
    modelDefaultParams = bind("llama_model_default_params", FunctionDescriptor.of(MODEL_PARAMS));
    contextDefaultParams =
        bind("llama_context_default_params", FunctionDescriptor.of(CONTEXT_PARAMS));
    modelLoad =
        bind("llama_model_load_from_file", FunctionDescriptor.of(ADDRESS, ADDRESS, MODEL_PARAMS));
    contextInit =
        bind("llama_init_from_model", FunctionDescriptor.of(ADDRESS, ADDRESS, CONTEXT_PARAMS));
    setThreads =
        bind("llama_set_n_threads", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT, JAVA_INT));
    decode = bind("llama_decode", FunctionDescriptor.of(JAVA_INT, ADDRESS, BATCH));
    logits = bind("llama_get_logits_ith", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT));
    tokenize =
        bind(
            "llama_tokenize",
            FunctionDescriptor.of(
                JAVA_INT,
                ADDRESS,
                ADDRESS,
                JAVA_INT,
                ADDRESS,
                JAVA_INT,
                JAVA_BOOLEAN,
                JAVA_BOOLEAN));
    tokenToPiece =
        bind(
            "llama_token_to_piece",
            FunctionDescriptor.of(
                JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, JAVA_BOOLEAN));
    isEog = bind("llama_vocab_is_eog", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS, JAVA_INT));
    isControl =
        bind("llama_vocab_is_control", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS, JAVA_INT));
    sequenceRemove =
        bind(
            "llama_memory_seq_rm",
            FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT));
    sequenceCopy =
        bind(
            "llama_memory_seq_cp",
            FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    stateSize =
        bind("llama_state_seq_get_size", FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_INT));
    stateGet =
        bind(
            "llama_state_seq_get_data",
            FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT));
    stateSet =
        bind(
            "llama_state_seq_set_data",
            FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT));
  }

  /**
   * Loads the libraries in the folder, checks them, silences them and starts their processor
   * backend.
   *
   * @param arena lives as long as the libraries are used
   */
  static Llama open(Path folder, Arena arena) throws IOException {
    SymbolLookup base = SymbolLookup.libraryLookup(library(folder, "ggml-base"), arena);
    SymbolLookup ggml = SymbolLookup.libraryLookup(library(folder, "ggml"), arena);
    SymbolLookup llama = SymbolLookup.libraryLookup(library(folder, "llama"), arena);
    Llama opened = new Llama(llama.or(ggml).or(base), arena);
    opened.checkLayouts();
    LlamaLog.redirect(opened, arena);
    // Without this call there is no backend at all: it picks the variant for this processor.
    opened.callWithText("ggml_backend_load_all_from_path", folder.toString());
    opened.callVoid("llama_backend_init");
    return opened;
  }

  /**
   * The library of this name, with or without a version in its file name: {@code
   * libllama.v0.5.0.so}, {@code libllama.vulkan.v0.5.0.so}, {@code libllama.dylib}, {@code
   * llama.dll}.
   */
  private static Path library(Path folder, String name) throws IOException {
    List<Path> found;
    try (Stream<Path> files = Files.list(folder)) {
      found =
          files
              .filter(file -> {
                String fileName = file.getFileName().toString();
                boolean named =
                    fileName.startsWith("lib" + name + ".") || fileName.startsWith(name + ".");
                return named
                    && (fileName.contains(".so")
                        || fileName.endsWith(".dylib")
                        || fileName.endsWith(".dll"));
              })
              .sorted()
              .toList();
    }
    if (found.isEmpty()) {
      throw new IOException("there is no library named " + name + " in the folder");
    }
    return found.getFirst();
  }

  private void checkLayouts() {
    if (!version.equals(RELEASE) && !version.startsWith(RELEASE + "-")) {
      throw new IllegalStateException(
          "the llama.cpp libraries are version " + version + ", but " + RELEASE + " is needed");
    }
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment model = modelDefaults(scratch);
      MemorySegment context = contextDefaults(scratch);
      boolean right =
          context.get(JAVA_INT, 0) == 512
              && context.get(JAVA_INT, 4) == 2048
              && context.get(JAVA_INT, 8) == 512
              && context.get(JAVA_INT, 12) == 1
              && context.get(JAVA_INT, 40) == -1
              && context.get(JAVA_INT, 44) == -1
              && context.get(JAVA_INT, 48) == -1
              && context.get(JAVA_INT, 52) == -1
              && context.get(JAVA_FLOAT, 84) == -1.0f
              && context.get(JAVA_INT, 104) == 1
              && context.get(JAVA_INT, 108) == 1
              && model.get(JAVA_INT, 20) == 1
              && model.get(JAVA_INT, 24) == -1
              && model.get(JAVA_BOOLEAN, 74);
      if (!right) {
        throw new IllegalStateException(
            "the llama.cpp libraries lay out their parameters in another way than " + RELEASE);
      }
    }
  }

  String version() {
    return version;
  }

  MemorySegment modelDefaults(Arena scratch) {
    try {
      return (MemorySegment)
          modelDefaultParams.invokeExact((java.lang.foreign.SegmentAllocator) scratch);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  MemorySegment contextDefaults(Arena scratch) {
    try {
      return (MemorySegment)
          contextDefaultParams.invokeExact((java.lang.foreign.SegmentAllocator) scratch);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** The model, or the null address. */
  MemorySegment loadModel(Path file, MemorySegment params, Arena scratch) {
    try {
      return (MemorySegment) modelLoad.invokeExact(scratch.allocateFrom(file.toString()), params);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** The context, or the null address. */
  MemorySegment initContext(MemorySegment model, MemorySegment params) {
    try {
      return (MemorySegment) contextInit.invokeExact(model, params);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  MemorySegment vocabulary(MemorySegment model) {
    return callAddress("llama_model_get_vocab", model);
  }

  MemorySegment memory(MemorySegment context) {
    return callAddress("llama_get_memory", context);
  }

  int trainedContext(MemorySegment model) {
    return callInt("llama_model_n_ctx_train", model);
  }

  int contextLength(MemorySegment context) {
    return callInt("llama_n_ctx", context);
  }

  int vocabularySize(MemorySegment vocabulary) {
    return callInt("llama_vocab_n_tokens", vocabulary);
  }

  /** 0 done, 1 no room, 2 aborted, negative: bad input or failure. */
  int decode(MemorySegment context, MemorySegment batch) {
    try {
      return (int) decode.invokeExact(context, batch);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** The logits of the i-th token of the last batch, or the null address. */
  MemorySegment logits(MemorySegment context, int index) {
    try {
      return (MemorySegment) logits.invokeExact(context, index);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** The number of tokens, or minus the number that would be needed. */
  int tokenize(
      MemorySegment vocabulary,
      MemorySegment text,
      int textLength,
      MemorySegment tokens,
      int capacity,
      boolean parseSpecial) {
    try {
      return (int)
          tokenize.invokeExact(vocabulary, text, textLength, tokens, capacity, false, parseSpecial);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** The number of bytes written, or minus the number that would be needed. */
  int tokenToPiece(MemorySegment vocabulary, int token, MemorySegment buffer, int capacity) {
    try {
      return (int) tokenToPiece.invokeExact(vocabulary, token, buffer, capacity, 0, false);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  boolean endsGeneration(MemorySegment vocabulary, int token) {
    try {
      return (boolean) isEog.invokeExact(vocabulary, token);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  boolean isControl(MemorySegment vocabulary, int token) {
    try {
      return (boolean) isControl.invokeExact(vocabulary, token);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /**
   * @param one threads that evaluate a single token
   * @param many threads that evaluate several at once
   */
  void setThreads(MemorySegment context, int one, int many) {
    try {
      setThreads.invokeExact(context, one, many);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** Takes positions from {@code from} to before {@code to} (-1: the end) out of a sequence. */
  boolean removeFrom(MemorySegment memory, int sequence, int from, int to) {
    try {
      return (boolean) sequenceRemove.invokeExact(memory, sequence, from, to);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  void copySequence(MemorySegment memory, int from, int to) {
    try {
      sequenceCopy.invokeExact(memory, from, to, -1, -1);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  long stateSize(MemorySegment context, int sequence) {
    try {
      return (long) stateSize.invokeExact(context, sequence);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  long stateGet(MemorySegment context, MemorySegment buffer, int sequence) {
    try {
      return (long) stateGet.invokeExact(context, buffer, buffer.byteSize(), sequence);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** The bytes read, 0 when the state is refused. */
  long stateSet(MemorySegment context, MemorySegment buffer, int sequence) {
    try {
      return (long) stateSet.invokeExact(context, buffer, buffer.byteSize(), sequence);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  MethodHandle bind(String name, FunctionDescriptor descriptor) {
    return linker.downcallHandle(symbol(name), descriptor);
  }

  /**
   * A C function that returns non-zero while the first byte it is pointed at is non-zero: {@code
   * strlen}. llama.cpp asks it between operations whether to stop, which costs no way up into Java.
   */
  MemorySegment stopFunction() {
    return linker
        .defaultLookup()
        .find("strlen")
        .orElseThrow(() -> new IllegalStateException("the C library has no strlen"));
  }

  private MemorySegment symbol(String name) {
    return symbols
        .find(name)
        .orElseThrow(
            () -> new IllegalStateException("the llama.cpp libraries lack the function " + name));
  }

  private void callVoid(String name) {
    try {
      bind(name, FunctionDescriptor.ofVoid()).invokeExact();
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private void callWithText(String name, String text) {
    try {
      bind(name, FunctionDescriptor.ofVoid(ADDRESS)).invokeExact(arena.allocateFrom(text));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private String callString(String name) {
    try {
      MemorySegment text = (MemorySegment) bind(name, FunctionDescriptor.of(ADDRESS)).invokeExact();
      return text.reinterpret(256).getString(0);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private MemorySegment callAddress(String name, MemorySegment argument) {
    try {
      return (MemorySegment)
          bind(name, FunctionDescriptor.of(ADDRESS, ADDRESS)).invokeExact(argument);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private int callInt(String name, MemorySegment argument) {
    try {
      return (int) bind(name, FunctionDescriptor.of(JAVA_INT, ADDRESS)).invokeExact(argument);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private static MemoryLayout words(int count) {
    MemoryLayout[] members = new MemoryLayout[count];
    java.util.Arrays.fill(members, JAVA_LONG);
    return MemoryLayout.structLayout(members);
  }

  private static RuntimeException failed(Throwable e) {
    if (e instanceof RuntimeException failure) {
      return failure;
    }
    if (e instanceof Error error) {
      throw error;
    }
    return new IllegalStateException(e);
  }
}
