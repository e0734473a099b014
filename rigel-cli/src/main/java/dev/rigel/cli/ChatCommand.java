package dev.rigel.cli;

import dev.rigel.agent.AgentEvent;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.ChatCompletion;
import dev.rigel.protocol.ChatCompletionRequest;
import dev.rigel.protocol.ChatMessage;
import dev.rigel.protocol.ContentPart;
import dev.rigel.protocol.ModelName;
import dev.rigel.protocol.ResponseFormat;
import dev.rigel.protocol.Role;
import dev.rigel.server.settings.RigelSettings;
import dev.rigel.server.settings.SettingsReader;
import dev.rigel.server.signed.AdministrationTokens;
import dev.rigel.server.signed.SignedTokens;
import dev.rigel.store.FolderLock;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code rigel chat}: one request, answered in words, produced media written to files. */
@Command(
    name = "chat",
    description = "Answers a request about pictures and documents.",
    mixinStandardHelpOptions = true)
final class ChatCommand implements Callable<Integer> {
  private static final Pattern REFERENCE = Pattern.compile("\\b(?:img|doc)_[0-9a-f]{6}\\b");
  private static final Pattern UUID_FORM =
      Pattern.compile("\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "PROMPT", description = "What to do, in your own words.")
  private String prompt = "";

  @Option(
      names = {"-i", "--input"},
      paramLabel = "FILE|URL",
      description = "A picture or PDF; may be given several times.")
  private List<String> inputs = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Where produced media are written (default: the current folder).")
  private Path output = Path.of("");

  @Option(
      names = {"-m", "--model"},
      defaultValue = "vlmrun-orion-1:auto",
      description = "Effort: vlmrun-orion-1:fast, :auto or :pro (default: ${DEFAULT-VALUE}).")
  private String model = "";

  @Option(
      names = "--schema",
      paramLabel = "FILE",
      description = "A JSON schema; the answer is JSON that satisfies it.")
  private @Nullable Path schema;

  @Option(
      names = {"-s", "--session"},
      paramLabel = "ID",
      description = "Continues a session: a UUID.")
  private @Nullable String session;

  @Option(names = "--json", description = "Prints the completion as on the wire.")
  private boolean json;

  @Option(names = "--no-stream", description = "Prints the answer when it is whole.")
  private boolean noStream;

  @Option(names = "--show-program", description = "Shows the program and the time of every step.")
  private boolean showProgram;

  @Option(
      names = "--url",
      paramLabel = "BASE",
      description = "A server to ask, its base ending in /v1.")
  private @Nullable String url;

  @Option(names = "--key", paramLabel = "K", description = "The key for that server.")
  private @Nullable String key;

  ChatCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ModelName name =
        ModelName.of(model)
            .orElseThrow(() ->
                new ParameterException(
                    spec.commandLine(),
                    "unknown model " + model + "; known are " + ModelName.ACCEPTED));
    requireFiles();
    requireUuid();
    TurnDisplay display = new TurnDisplay(console, !json && !noStream, showProgram);
    try (ChatBackend backend = backend(display)) {
      ChatCompletion completion = backend.complete(request(name, backend), display);
      display.clear();
      if (json) {
        console.out().println(JSON.writeValueAsString(completion.toJson()));
      } else {
        print(completion, display);
      }
      write(completion, backend);
      return ExitCode.OK;
    } finally {
      display.clear();
    }
  }

  private void requireFiles() {
    for (String input : inputs) {
      if (!isUrl(input) && !Files.isRegularFile(Path.of(input))) {
        throw new ParameterException(spec.commandLine(), "there is no file " + input);
      }
    }
    if (schema != null && !Files.isRegularFile(schema)) {
      throw new ParameterException(spec.commandLine(), "there is no file " + schema);
    }
  }

  private void requireUuid() {
    if (session != null && !UUID_FORM.matcher(session).matches()) {
      throw new ParameterException(spec.commandLine(), "the session " + session + " is not a UUID");
    }
  }

  /** The named server, else the one that owns the data folder, else this process. */
  private ChatBackend backend(TurnDisplay display) {
    if (url != null) {
      return new ServerBackend(url, Optional.ofNullable(key));
    }
    RigelSettings settings = SettingsReader.read(Optional.empty(), console.environment(), Map.of());
    Optional<URI> running = FolderLock.serverAddress(settings.folders().data());
    if (running.isPresent()) {
      Optional<String> serverKey =
          Optional.ofNullable(key)
              .or(() -> settings.server().apiKeys().stream().findFirst())
              // Who may read the data folder may use its server.
              .or(() -> Optional.of(localKey(settings)));
      return new ServerBackend(running.get() + "/v1", serverKey);
    }
    // Opening everything takes the better part of a second.
    display.happened(new AgentEvent.Phase("loading", "Starting"));
    return new LocalBackend(settings, console);
  }

  private static String localKey(RigelSettings settings) {
    return new AdministrationTokens(SignedTokens.of(settings.folders().data(), Clock.systemUTC()))
        .create();
  }

  private ChatCompletionRequest request(ModelName name, ChatBackend backend) {
    List<ContentPart> parts = new ArrayList<>();
    for (String input : inputs) {
      String source = isUrl(input) ? input : backend.source(Path.of(input));
      parts.add(
          input.toLowerCase(Locale.ROOT).endsWith(".pdf")
              ? new ContentPart.FileUrl(source)
              : new ContentPart.ImageUrl(source));
    }
    parts.add(new ContentPart.Text(prompt));
    ChatCompletionRequest.Builder builder =
        ChatCompletionRequest.builder(List.of(new ChatMessage(Role.USER, parts))).model(name);
    if (session != null) {
      builder.sessionId(Optional.of(session.toLowerCase(Locale.ROOT)));
    }
    if (schema != null) {
      builder.responseFormat(
          new ResponseFormat.JsonSchemaFormat(schemaJson(schema), Optional.empty(), true));
    }
    return builder.build();
  }

  static boolean isUrl(String input) {
    return input.matches("(?i)(https?|data):.*");
  }

  private JsonNode schemaJson(Path file) {
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (JacksonException e) {
      throw new ParameterException(spec.commandLine(), file + " is not JSON");
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), file + " cannot be read");
    }
  }

  private void print(ChatCompletion completion, TurnDisplay display) {
    PrintStream out = console.out();
    if (display.wroteText()) {
      out.println();
    } else {
      out.println(completion.text());
    }
    completion
        .rigel()
        .ifPresent(rigel -> {
          for (JsonNode warning : rigel.path("warnings")) {
            console.err().println("note: " + warning.asString());
          }
        });
  }

  /** Writes what the answer names into the output folder and prints where. */
  private void write(ChatCompletion completion, ChatBackend backend) {
    Set<String> references = new LinkedHashSet<>();
    Matcher matcher = REFERENCE.matcher(completion.text());
    while (matcher.find()) {
      references.add(matcher.group());
    }
    for (String reference : references) {
      ChatBackend.Artifact artifact = backend.artifact(completion.sessionId(), reference);
      Path file = output.resolve(reference + "." + artifact.extension());
      try {
        Files.createDirectories(output.toAbsolutePath());
        Files.write(file, artifact.content());
      } catch (IOException e) {
        throw RigelException.causedBy(
            e, ErrorCode.INVALID_REQUEST, "The file " + file + " cannot be written.");
      }
      (json ? console.err() : console.out()).println(file);
    }
  }
}
