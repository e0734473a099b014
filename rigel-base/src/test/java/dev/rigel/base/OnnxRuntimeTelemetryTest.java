package dev.rigel.base;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class OnnxRuntimeTelemetryTest {
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void nativeCodeSeesTheSwitch() throws Throwable {
    OnnxRuntimeTelemetry.disable();
    OnnxRuntimeTelemetry.disable();

    Linker linker = Linker.nativeLinker();
    try (Arena memory = Arena.ofConfined()) {
      MemorySegment value =
          (MemorySegment)
              linker
                  .downcallHandle(
                      linker.defaultLookup().findOrThrow("getenv"),
                      FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS))
                  .invokeExact(memory.allocateFrom("ORT_DISABLE_TELEMETRY"));
      assertThat(value.reinterpret(2).getString(0, UTF_8)).isEqualTo("1");
    }
  }
}
