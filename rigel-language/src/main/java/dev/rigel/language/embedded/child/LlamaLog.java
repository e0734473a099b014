package dev.rigel.language.embedded.child;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Sends llama.cpp's warnings and errors to standard error and drops the rest. */
final class LlamaLog {
  private static final int WARN = 3;
  private static final int ERROR = 4;

  private LlamaLog() {}

  static void redirect(Llama llama, Arena arena) {
    FunctionDescriptor signature = FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, ADDRESS);
    try {
      MethodHandle target =
          MethodHandles.lookup()
              .findStatic(
                  LlamaLog.class,
                  "write",
                  MethodType.methodType(
                      void.class, int.class, MemorySegment.class, MemorySegment.class));
      MemorySegment callback = Linker.nativeLinker().upcallStub(target, signature, arena);
      llama
          .bind("llama_log_set", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS))
          .invokeExact(callback, MemorySegment.NULL);
    } catch (Throwable e) {
      throw new IllegalStateException("the log of llama.cpp cannot be redirected", e);
    }
  }

  /** An exception that left an upcall would end the process, so none does. */
  @SuppressWarnings("unused") // called by native code
  private static void write(int level, MemorySegment text, MemorySegment userData) {
    try {
      if (level == WARN || level == ERROR) {
        System.err.print(text.reinterpret(4096).getString(0));
      }
    } catch (Throwable e) {
      // A log line is not worth the process.
    }
  }
}
