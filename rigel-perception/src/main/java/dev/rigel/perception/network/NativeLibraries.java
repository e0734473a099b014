package dev.rigel.perception.network;

import static java.util.Objects.requireNonNull;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.OnnxRuntimeTelemetry;
import dev.rigel.base.RigelException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Unpacks ONNX Runtime's libraries into a folder that outlives the process and tells both native
 * toolkits to use it. Left to itself ONNX Runtime unpacks 28 MB into the temporary folder at every
 * start. Settings that a user gave on the command line are left alone.
 */
public final class NativeLibraries {
  private static final String RUNTIME_PATH = "onnxruntime.native.path";
  private static final String OPENCV_CACHE = "org.bytedeco.javacpp.cachedir";

  /**
   * The OpenCV binding refuses to allocate once the whole process is larger than a multiple of the
   * heap limit; networks live outside the heap, and their size is none of its business.
   */
  private static final String OPENCV_PROCESS_LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";

  private static final List<String> RUNTIME_LIBRARIES = List.of("onnxruntime", "onnxruntime4j_jni");

  private final Path folder;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean prepared;

  public NativeLibraries(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  /** Before the first use of either toolkit; a second call does nothing. */
  public void prepare() {
    if (prepared) {
      return;
    }
    lock.lock();
    try {
      if (prepared) {
        return;
      }
      OnnxRuntimeTelemetry.disable();
      setUnlessGiven(OPENCV_CACHE, folder.resolve("opencv"));
      if (System.getProperty(OPENCV_PROCESS_LIMIT) == null) {
        System.setProperty(OPENCV_PROCESS_LIMIT, "0");
      }
      if (System.getProperty(RUNTIME_PATH) == null) {
        setUnlessGiven(RUNTIME_PATH, unpackRuntime());
      }
      prepared = true;
    } catch (IOException e) {
      throw RigelException.causedBy(
          e,
          ErrorCode.INTERNAL,
          "The native libraries could not be unpacked; is the cache folder writable?");
    } finally {
      lock.unlock();
    }
  }

  private static void setUnlessGiven(String property, Path value) throws IOException {
    if (System.getProperty(property) == null) {
      Files.createDirectories(value);
      System.setProperty(property, value.toString());
    }
  }

  private Path unpackRuntime() throws IOException {
    String platform = platform();
    Path target = null;
    for (String library : RUNTIME_LIBRARIES) {
      String fileName = System.mapLibraryName(library);
      URL resource =
          NativeLibraries.class.getResource("/ai/onnxruntime/native/" + platform + "/" + fileName);
      if (resource == null) {
        throw new RigelException(
            ErrorCode.NOT_CONFIGURED,
            "ONNX Runtime has no library for this platform ("
                + platform
                + "); name a folder that has one with -Donnxruntime.native.path=FOLDER.");
      }
      long size = resource.openConnection().getContentLengthLong();
      if (target == null) {
        // The size tells versions apart: two versions never have a library of one length.
        target = folder.resolve("onnxruntime-" + platform + "-" + size);
        Files.createDirectories(target);
      }
      unpack(resource, size, target.resolve(fileName));
    }
    return requireNonNull(target);
  }

  /** Under a temporary name first, so that another process never loads half a library. */
  private static void unpack(URL resource, long size, Path file) throws IOException {
    if (Files.isRegularFile(file) && Files.size(file) == size) {
      return;
    }
    Path partial = Files.createTempFile(file.getParent(), "unpacking-", ".part");
    try (InputStream bytes = resource.openStream()) {
      Files.copy(bytes, partial, StandardCopyOption.REPLACE_EXISTING);
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /** The platform's name in ONNX Runtime's jar. */
  private static String platform() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String systemName = system.contains("mac") ? "osx" : system.contains("win") ? "win" : "linux";
    String machineName = machine.equals("aarch64") || machine.equals("arm64") ? "aarch64" : "x64";
    return systemName + "-" + machineName;
  }
}
