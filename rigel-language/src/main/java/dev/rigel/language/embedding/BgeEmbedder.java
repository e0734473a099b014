package dev.rigel.language.embedding;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.OnnxRuntimeTelemetry;
import dev.rigel.base.RigelException;
import dev.rigel.language.TextEmbedder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Text embeddings by bge-small-en-v1.5 (BAAI, MIT licence, int8 ONNX): 384 numbers, the state of
 * the {@code [CLS]} token, as its model card says, brought to unit length. Texts longer than 512
 * tokens are cut. Thread-safe; about five milliseconds a short text.
 */
public final class BgeEmbedder implements TextEmbedder {
  /** Identifies the model and how it is used. */
  public static final String NAME = "bge-small-en-v1.5-q, CLS, unit length";

  /** The length of a vector. */
  public static final int DIMENSIONS = 384;

  private static final String MODEL = "/bge-small-en-v1.5-q.onnx";
  private static final String TOKENIZER = "/bge-small-en-v1.5-q-tokenizer.json";

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final HuggingFaceTokenizer tokenizer;

  private BgeEmbedder(
      OrtEnvironment environment, OrtSession session, HuggingFaceTokenizer tokenizer) {
    this.environment = environment;
    this.session = session;
    this.tokenizer = tokenizer;
  }

  /**
   * Loads the model, which takes a few hundred milliseconds.
   *
   * @param cache where the tokenizer's native library is unpacked to
   * @param threads processor threads for one text
   */
  public static BgeEmbedder load(Path cache, int threads) {
    quietTokenizerLibrary(cache);
    try {
      OnnxRuntimeTelemetry.disable();
      OrtEnvironment environment =
          OrtEnvironment.getEnvironment(ai.onnxruntime.OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      OrtSession session;
      try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        options.setSessionLogLevel(ai.onnxruntime.OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        // Idle threads must not spin: the language model needs the cores.
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        session = environment.createSession(resource(MODEL), options);
      }
      try (InputStream in = open(TOKENIZER)) {
        HuggingFaceTokenizer tokenizer =
            HuggingFaceTokenizer.newInstance(
                in, Map.of("padding", "false", "truncation", "true", "maxLength", "512"));
        return new BgeEmbedder(environment, session, tokenizer);
      }
    } catch (OrtException | IOException e) {
      throw RigelException.causedBy(
          e, ErrorCode.MODEL_FAILED, "The text embedding model cannot be loaded.");
    }
  }

  /**
   * The tokenizer's library would otherwise report its use to its makers, look for graphics cards
   * and download what fits them, and unpack to the home folder. It is set by system properties
   * only.
   */
  private static void quietTokenizerLibrary(Path cache) {
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
    setIfAbsent("RUST_FLAVOR", "cpu");
    setIfAbsent("ENGINE_CACHE_DIR", cache.toAbsolutePath().toString());
  }

  private static void setIfAbsent(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }

  @Override
  public float[] embed(String text) {
    Encoding encoding = tokenizer.encode(text);
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      for (String name : session.getInputNames()) {
        inputs.put(
            name,
            tensor(
                switch (name) {
                  case "input_ids" -> encoding.getIds();
                  case "attention_mask" -> encoding.getAttentionMask();
                  default -> encoding.getTypeIds();
                }));
      }
      try (OrtSession.Result result = session.run(inputs)) {
        // [1, tokens, 384]: the first token is [CLS].
        float[][][] states = (float[][][]) result.get(0).getValue();
        return unit(states[0][0]);
      }
    } catch (OrtException e) {
      throw RigelException.causedBy(
          e, ErrorCode.MODEL_FAILED, "The text embedding model failed at a text.");
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private OnnxTensor tensor(long[] row) throws OrtException {
    return OnnxTensor.createTensor(environment, new long[][] {row});
  }

  private static float[] unit(float[] vector) {
    double sum = 0;
    for (float value : vector) {
      sum += (double) value * value;
    }
    float length = (float) Math.sqrt(sum);
    float[] unit = new float[vector.length];
    for (int i = 0; i < vector.length; i++) {
      unit[i] = vector[i] / length;
    }
    return unit;
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = open(name)) {
      return in.readAllBytes();
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream in = BgeEmbedder.class.getResourceAsStream(name);
    if (in == null) {
      throw new IOException("no resource " + name);
    }
    return in;
  }

  @Override
  public void close() {
    tokenizer.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
