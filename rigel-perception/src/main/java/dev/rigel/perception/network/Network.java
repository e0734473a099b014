package dev.rigel.perception.network;

import static java.util.Objects.requireNonNull;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * One network with one input of floats or whole numbers, loaded on first use. Thread-safe; to be
 * run on a thread of the networks' lane.
 *
 * <p>A network that is run once a picture asks for memory and gives it back with every run: page
 * sizes differ, and an arena would keep the largest for ever. One that is run many times a picture
 * on small inputs keeps an arena, which saves a fifth of its time. Waiting threads sleep instead of
 * spinning, so that they do not take the cores from a language model beside them.
 */
public final class Network implements AutoCloseable {
  private final String name;
  private final Path file;
  private final Use use;
  private final int threads;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private @Nullable OrtSession session;
  private boolean closed;

  /** How a network is used, and with it how it gets threads and memory. */
  enum Use {
    ONCE_A_PICTURE,
    MANY_TIMES_A_PICTURE
  }

  Network(String name, Path file, Use use, int threads) {
    this.name = name;
    this.file = file;
    this.use = use;
    this.threads = threads;
  }

  /**
   * The outputs in the order in which the network declares them.
   *
   * @throws RigelException {@link ErrorCode#MODEL_FAILED} when the file is not a network or does
   *     not take such an input
   */
  public List<Tensor> run(Tensor input, CallScope scope) {
    scope.check();
    return withSession(open -> {
      String inputName = open.getInputNames().iterator().next();
      try (OnnxTensor tensor = tensor(input, open, inputName);
          OrtSession.Result result = open.run(Map.of(inputName, tensor))) {
        List<Tensor> outputs = new ArrayList<>(result.size());
        for (Map.Entry<String, OnnxValue> entry : result) {
          outputs.add(copyOf((OnnxTensor) entry.getValue()));
        }
        return outputs;
      }
    });
  }

  /** As the network takes it: a few take whole numbers. */
  private static OnnxTensor tensor(Tensor input, OrtSession open, String name) throws OrtException {
    if (!(requireNonNull(open.getInputInfo().get(name)).getInfo() instanceof TensorInfo info)
        || info.type != OnnxJavaType.INT32) {
      return OnnxTensor.createTensor(environment(), input.values(), input.shape());
    }
    FloatBuffer values = input.values();
    IntBuffer whole =
        ByteBuffer.allocateDirect(Integer.BYTES * values.remaining())
            .order(ByteOrder.nativeOrder())
            .asIntBuffer();
    while (values.hasRemaining()) {
      whole.put(Math.round(values.get()));
    }
    return OnnxTensor.createTensor(environment(), whole.flip(), input.shape());
  }

  /** A text that its makers stored in the file, such as the characters a recogniser knows. */
  public Optional<String> metadata(String key) {
    try {
      return Optional.ofNullable(NetworkMetadata.of(file).get(key));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private RigelException unreadable(Exception cause) {
    return RigelException.causedBy(
        cause,
        ErrorCode.MODEL_FAILED,
        "The network \""
            + name
            + "\" could not be loaded; \"rigel models verify\" checks its file.");
  }

  private static Tensor copyOf(OnnxTensor value) {
    TensorInfo info = value.getInfo();
    return Tensor.output(value.getFloatBuffer().array(), info.getShape());
  }

  private interface Work<T> {
    T with(OrtSession open) throws OrtException;
  }

  private <T> T withSession(Work<T> work) {
    load();
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("network " + name + " is closed");
      }
      return work.with(requireNonNull(session));
    } catch (OrtException e) {
      throw RigelException.causedBy(
          e, ErrorCode.MODEL_FAILED, "The network \"" + name + "\" failed on this input.");
    } finally {
      lock.readLock().unlock();
    }
  }

  private void load() {
    lock.readLock().lock();
    try {
      if (session != null || closed) {
        return;
      }
    } finally {
      lock.readLock().unlock();
    }
    lock.writeLock().lock();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      if (session == null && !closed) {
        options.setIntraOpNumThreads(use == Use.ONCE_A_PICTURE ? threads : 1);
        options.setInterOpNumThreads(1);
        options.setCPUArenaAllocator(use == Use.MANY_TIMES_A_PICTURE);
        options.setMemoryPatternOptimization(false);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        session = environment().createSession(file.toString(), options);
      }
    } catch (OrtException e) {
      throw unreadable(e);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private static OrtEnvironment environment() {
    return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      closed = true;
      if (session != null) {
        session.close();
        session = null;
      }
    } catch (OrtException e) {
      throw RigelException.causedBy(
          e, ErrorCode.INTERNAL, "The network \"" + name + "\" could not be closed.");
    } finally {
      lock.writeLock().unlock();
    }
  }
}
