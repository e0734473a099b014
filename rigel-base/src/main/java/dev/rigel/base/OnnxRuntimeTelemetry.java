package dev.rigel.base;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/**
 * Keeps ONNX Runtime from watching. From 1.29 on its library sends usage data to its maker, and
 * while it prepares them it matches the process's command line with a recursive regular expression:
 * a class path of a few thousand characters overflows the native stack and kills the process
 * without a word. Both are off when {@code ORT_DISABLE_TELEMETRY} is in the environment before the
 * first use; its Java interface comes too late for that.
 */
public final class OnnxRuntimeTelemetry {
  private static final String SWITCH = "ORT_DISABLE_TELEMETRY";

  private OnnxRuntimeTelemetry() {}

  /** To be called before the runtime's environment is made; calling it again does no harm. */
  public static void disable() {
    Linker linker = Linker.nativeLinker();
    SymbolLookup library = linker.defaultLookup();
    try (Arena memory = Arena.ofConfined()) {
      MemorySegment name = memory.allocateFrom(SWITCH);
      MemorySegment value = memory.allocateFrom("1");
      Optional<MemorySegment> posix = library.find("setenv");
      if (posix.isPresent()) {
        FunctionDescriptor signature =
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT);
        check((int) linker.downcallHandle(posix.get(), signature).invokeExact(name, value, 1));
      } else {
        FunctionDescriptor signature =
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
        MemorySegment windows = library.findOrThrow("_putenv_s");
        check((int) linker.downcallHandle(windows, signature).invokeExact(name, value));
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static void check(int result) {
    if (result != 0) {
      throw new IllegalStateException(SWITCH + " could not be set: " + result);
    }
  }
}
