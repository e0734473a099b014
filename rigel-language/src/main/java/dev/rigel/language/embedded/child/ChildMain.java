package dev.rigel.language.embedded.child;

import dev.rigel.language.embedded.wire.Frames;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The language model's process. It answers one operation at a time on standard input and output; a
 * second thread listens meanwhile for pings and for the word to stop. It ends when its input does,
 * so it never outlives the server.
 */
public final class ChildMain {
  private static final int WAITING = 4;
  private static final float NO_GAP = Float.MAX_VALUE;

  private final Frames.Reader in;
  private final Frames.Writer out;
  private final BlockingQueue<JsonNode> operations = new ArrayBlockingQueue<>(WAITING);
  private volatile @Nullable Engine engine;

  private ChildMain(Frames.Reader in, Frames.Writer out) {
    this.in = in;
    this.out = out;
  }

  /** Takes no arguments: the first message says which model to load. */
  public static void main(String[] args) throws IOException {
    Frames.Writer out = new Frames.Writer(new FileOutputStream(FileDescriptor.out));
    // Standard output carries frames only.
    System.setOut(System.err);
    new ChildMain(new Frames.Reader(System.in), out).listen();
    // Not exit: a decode under way would hold it up.
    Runtime.getRuntime().halt(0);
  }

  private void listen() throws IOException {
    Thread decoding = new Thread(this::work, "decode");
    decoding.setDaemon(true);
    decoding.start();
    for (Optional<JsonNode> message = in.read(); message.isPresent(); message = in.read()) {
      JsonNode operation = message.get();
      switch (operation.path("type").asString("")) {
        case "ping" -> out.write(Frames.message("pong").put("n", operation.path("n").asLong()));
        case "cancel" -> {
          Engine running = engine;
          if (running != null) {
            running.stop();
          }
        }
        default -> {
          if (!operations.offer(operation)) {
            out.write(error("failed", "too many operations wait"));
          }
        }
      }
    }
  }

  private void work() {
    try (Arena arena = Arena.ofShared()) {
      while (true) {
        JsonNode operation = operations.take();
        out.write(answer(operation, arena));
      }
    } catch (InterruptedException | IOException | RuntimeException | Error e) {
      System.err.println("the decoding thread ended: " + e);
      Runtime.getRuntime().halt(1);
    }
  }

  private ObjectNode answer(JsonNode operation, Arena arena) {
    try {
      String type = operation.path("type").asString("");
      if (type.equals("hello")) {
        return hello(operation, arena);
      }
      Engine loaded = engine;
      if (loaded == null) {
        return error("failed", "no model is loaded yet");
      }
      // A word to stop that came too late for the operation before must not end this one.
      loaded.allow();
      return switch (type) {
        case "open" -> open(loaded, operation);
        case "prepare" -> prepare(loaded, operation);
        case "next" -> next(loaded, operation);
        case "tokenize" -> tokenize(loaded, operation);
        default -> error("failed", "unknown operation " + type);
      };
    } catch (EngineException e) {
      return error(
          switch (e.kind()) {
            case TOO_LONG -> "too_long";
            case CANCELLED -> "cancelled";
            case UNUSABLE -> "unusable";
            case FAILED -> "failed";
          },
          String.valueOf(e.getMessage()));
    } catch (IOException | RuntimeException e) {
      return error("failed", String.valueOf(e));
    }
  }

  private ObjectNode hello(JsonNode message, Arena arena) throws IOException {
    EngineSettings settings =
        new EngineSettings(
            Path.of(message.path("libraries").asString()),
            Path.of(message.path("model").asString()),
            message.path("contextLength").asInt(),
            message.path("threads").asInt(),
            Path.of(message.path("stateFolder").asString()),
            message.path("keptStates").asInt());
    try {
      Engine loaded = Engine.load(settings, arena);
      if (loaded.vocabulary().tokens("<|im_start|>", true).length != 1
          || loaded.vocabulary().tokens("<|im_end|>", true).length != 1) {
        return error("unusable", "the language model does not know the ChatML format");
      }
      engine = loaded;
      return Frames.message("ready")
          .put("version", loaded.version())
          .put("contextLength", loaded.contextLength());
    } catch (IllegalStateException | IllegalArgumentException | IOException e) {
      return error("unusable", String.valueOf(e.getMessage()));
    }
  }

  private ObjectNode open(Engine loaded, JsonNode message) {
    int[] prefix = tokens(loaded, message.path("prefix"));
    int[] rest = tokens(loaded, message.path("rest"));
    int[] all = java.util.Arrays.copyOf(prefix, prefix.length + rest.length);
    System.arraycopy(rest, 0, all, prefix.length, rest.length);
    Engine.Opened opened = loaded.open(all, prefix.length, this::progress);
    return Frames.message("opened")
        .put("promptTokens", opened.promptTokens())
        .put("cachedTokens", opened.cachedTokens());
  }

  private ObjectNode prepare(Engine loaded, JsonNode message) {
    int[] prefix = tokens(loaded, message.path("prefix"));
    boolean whole =
        prefix.length == 0
            || loaded.prepare(prefix, message.path("chunks").asInt(), this::progress);
    return Frames.message("prepared").put("whole", whole);
  }

  private ObjectNode next(Engine loaded, JsonNode message) {
    JsonNode appended = message.path("append");
    int[] append = new int[appended.size()];
    for (int i = 0; i < append.length; i++) {
      append[i] = appended.get(i).asInt();
    }
    float gap = message.has("gap") ? message.path("gap").floatValue() : NO_GAP;
    Likeliest likeliest =
        loaded.next(message.path("keep").asInt(), append, message.path("limit").asInt(), gap);
    Vocabulary vocabulary = loaded.vocabulary();
    ObjectNode answer = Frames.message("candidates");
    ArrayNode ids = answer.putArray("ids");
    ArrayNode values = answer.putArray("logProbabilities");
    ArrayNode pieces = answer.putArray("pieces");
    for (int i = 0; i < likeliest.tokens().length; i++) {
      int token = likeliest.tokens()[i];
      boolean ends = vocabulary.ends(token);
      if (!ends && vocabulary.isControl(token)) {
        continue;
      }
      ids.add(token);
      values.add(likeliest.logits()[i] - likeliest.logSum());
      if (ends) {
        pieces.addNull();
      } else {
        pieces.add(bytes(vocabulary.piece(token)));
      }
    }
    return answer;
  }

  private static ObjectNode tokenize(Engine loaded, JsonNode message) {
    int[] tokens = loaded.vocabulary().tokens(message.path("text").asString(""), false);
    ObjectNode answer = Frames.message("tokens").put("count", tokens.length);
    if (message.path("pieces").asBoolean(false)) {
      ArrayNode ids = answer.putArray("ids");
      ArrayNode pieces = answer.putArray("pieces");
      for (int token : tokens) {
        ids.add(token);
        pieces.add(bytes(loaded.vocabulary().piece(token)));
      }
    }
    return answer;
  }

  private static int[] tokens(Engine loaded, JsonNode segments) {
    TokenCollector all = new TokenCollector();
    for (JsonNode segment : segments) {
      all.add(
          loaded
              .vocabulary()
              .tokens(segment.path("text").asString(""), segment.path("trusted").asBoolean(false)));
    }
    return all.tokens();
  }

  private void progress() {
    try {
      out.write(Frames.message("progress"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A byte a character, as a piece need not be whole characters. */
  private static String bytes(byte[] piece) {
    return new String(piece, StandardCharsets.ISO_8859_1);
  }

  private static ObjectNode error(String code, String message) {
    return Frames.message("error").put("code", code).put("message", message);
  }

  private static final class TokenCollector {
    private int[] tokens = new int[0];

    void add(int[] more) {
      int before = tokens.length;
      tokens = java.util.Arrays.copyOf(tokens, before + more.length);
      System.arraycopy(more, 0, tokens, before, more.length);
    }

    int[] tokens() {
      return tokens;
    }
  }
}
