package dev.rigel.media.ffmpeg;

import dev.rigel.media.child.ChildProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs FFmpeg with an empty environment, no input, and limits of time and of what it may write. */
final class FfmpegChild {
  private final FfmpegProgram program;

  FfmpegChild(FfmpegProgram program) {
    this.program = program;
  }

  ChildProcess.Outcome run(List<String> arguments, long mostOutput, Duration limit) {
    List<String> command = new ArrayList<>();
    command.add(program.executable().toString());
    command.addAll(arguments);
    Map<String, String> environment =
        program
            .libraries()
            .map(folder -> Map.of("LD_LIBRARY_PATH", folder.toString()))
            .orElse(Map.of());
    return new ChildProcess(command, environment, Optional.empty()).run(mostOutput, limit);
  }
}
