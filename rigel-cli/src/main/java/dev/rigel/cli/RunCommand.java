package dev.rigel.cli;

import dev.rigel.agent.answer.AnswerValues;
import dev.rigel.agent.program.ProgramResult;
import dev.rigel.agent.turn.InputKind;
import dev.rigel.base.Budget;
import dev.rigel.base.CallScope;
import dev.rigel.base.Cancellation;
import dev.rigel.base.Deadline;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Document;
import dev.rigel.media.Image;
import dev.rigel.media.ImageFormat;
import dev.rigel.media.Media;
import dev.rigel.media.MediaSource;
import dev.rigel.media.Workspace;
import dev.rigel.program.RunListener;
import dev.rigel.program.Type;
import dev.rigel.server.Rigel;
import dev.rigel.server.settings.RigelSettings;
import dev.rigel.server.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code rigel run}: runs a visual program; no language model plans anything. */
@Command(
    name = "run",
    description = "Runs a visual program on your files.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE.py", arity = "0..1", description = "The program.")
  private @Nullable Path file;

  @Option(names = "-e", paramLabel = "CODE", description = "The program itself.")
  private @Nullable String code;

  @Option(
      names = {"-i", "--input"},
      paramLabel = "name=FILE|URL",
      description = "An input under its name in the program, for example img1=photo.jpg.")
  private Map<String, String> inputs = new LinkedHashMap<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Where produced media are written (default: the current folder).")
  private Path output = Path.of("");

  @Option(names = "--json", description = "Prints one JSON object: answer, steps, usage.")
  private boolean json;

  RunCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    String source = source();
    inputs.values().forEach(this::requireFile);
    RigelSettings settings = SettingsReader.read(Optional.empty(), console.environment(), Map.of());
    CallScope scope =
        new CallScope(
            Deadline.after(settings.server().chatTime()), new Cancellation(), Budget.standard());
    try (Rigel rigel =
            new Rigel(settings, console.environment(), new PullProgressDisplay(console));
        Workspace workspace =
            new Workspace(settings.folders().data().resolve("tmp"), rigel.pixels())) {
      return run(source, rigel, workspace, scope);
    }
  }

  private void requireFile(String place) {
    if (!ChatCommand.isUrl(place) && !Files.isRegularFile(Path.of(place))) {
      throw new ParameterException(spec.commandLine(), "there is no file " + place);
    }
  }

  private String source() {
    if ((file == null) == (code == null)) {
      throw new ParameterException(spec.commandLine(), "give either FILE.py or -e CODE");
    }
    if (file == null) {
      return String.valueOf(code);
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), "the program " + file + " cannot be read");
    }
  }

  private int run(String source, Rigel rigel, Workspace workspace, CallScope scope) {
    MediaSource media = MediaSource.local(rigel.mediaReader(), rigel.fetcher());
    Map<String, Media> values = new LinkedHashMap<>();
    Map<String, Type> types = new LinkedHashMap<>();
    inputs.forEach((name, place) -> {
      Media opened = media.read(place, name, scope);
      values.put(name, opened);
      types.put(name, InputKind.of(opened).type());
    });
    ProgramResult result =
        rigel
            .programs()
            .run(source, values, types, workspace, new StepDisplay(console, json), scope);
    Map<String, Path> written = write(result.answer(), workspace);
    if (json) {
      console
          .out()
          .println(JSON.writeValueAsString(result.json(workspace::add, artifacts(written))));
    } else {
      if (!result.answer().text().isEmpty()) {
        console.out().println(result.answer().text());
      }
      written.values().forEach(console.out()::println);
    }
    return ExitCode.OK;
  }

  private Map<String, Path> write(AnswerValues answer, Workspace workspace) {
    Map<String, Path> written = new LinkedHashMap<>();
    for (Media medium : answer.media()) {
      String reference = workspace.add(medium);
      String name =
          reference
              + switch (medium) {
                case Image _ -> ".png";
                case Document _ -> ".pdf";
              };
      byte[] content =
          switch (medium) {
            case Image image -> image.encode(ImageFormat.PNG);
            case Document document -> document.bytes();
          };
      Path path = output.resolve(name);
      try {
        Files.createDirectories(output.toAbsolutePath());
        Files.write(path, content);
      } catch (IOException e) {
        throw RigelException.causedBy(
            e, ErrorCode.INVALID_REQUEST, "The file " + path + " cannot be written.");
      }
      written.put(reference, path);
    }
    return written;
  }

  private static List<ObjectNode> artifacts(Map<String, Path> written) {
    List<ObjectNode> artifacts = new ArrayList<>();
    written.forEach((reference, path) ->
        artifacts.add(
            JSON.createObjectNode()
                .put("id", reference)
                .put("path", path.toString())
                .put(
                    "media_type",
                    path.toString().endsWith(".pdf") ? "application/pdf" : "image/png")));
    return artifacts;
  }

  /** Shows prints, notes and, where somebody watches, the steps. */
  private record StepDisplay(Console console, boolean quiet) implements RunListener {
    @Override
    public void started(int step, int line, String tool) {
      if (console.terminal() && !quiet) {
        console.err().println("step " + step + ", line " + line + ": " + tool);
      }
    }

    @Override
    public void printed(int line, String text) {
      console.err().println(text);
    }

    @Override
    public void warned(String text) {
      console.err().println("note: " + text);
    }
  }
}
